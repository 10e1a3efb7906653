"""What is due and what follows when it is late: lights, reminders, letters, complaints."""
