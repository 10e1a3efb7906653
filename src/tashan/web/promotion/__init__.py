"""Investment promotion on pages: leads, their courses, funnels, days, promises and events."""
