// From a chart's data to what ECharts draws. ``look`` gives width, colours, the font family and the
// room to leave above and below. Returns the option, the height, and the hits: where a click on a
// figure opens its source, in the coordinates of the data.
const SMALL = 12;
const NORMAL = 13;
const NARROW = 480;
const pen = document.createElement("canvas").getContext("2d");

const number = (text) => (text === null || text === undefined ? null : Number(text));
const grouped = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");

function wide(text, look, size = SMALL, weight = 400) {
  pen.font = `${weight} ${size}px ${look.family}`;
  return Math.max(0, ...text.split("\n").map((line) => pen.measureText(line).width));
}

function ink(tone, { colours: c }) {
  return {
    ours: { mark: c.jade, words: c["jade-deep"], weight: 700, line: c.jade },
    reference: { mark: c.ink, words: c.ink, weight: 700, line: c["ink-faint"] },
    peer: { mark: c["ink-faint"], words: c["ink-soft"], weight: 400, line: c["line-strong"] },
    indicator: { mark: c.indicator, words: c.indicator, weight: 700, line: c.indicator },
    measure: { mark: c.measure, words: c.measure, weight: 700, line: c.measure },
    gap: { mark: c.gap, words: c.gap, weight: 700, line: c.gap },
  }[tone];
}

// What a tooltip says: a heading and rows of tone, name, figure and note.
function tip(heading, rows) {
  const box = document.createElement("div");
  const head = box.appendChild(document.createElement("b"));
  head.textContent = heading;
  const list = box.appendChild(document.createElement("dl"));
  for (const { name, tone, text, note } of rows) {
    const term = list.appendChild(document.createElement("dt"));
    term.textContent = name;
    if (tone) term.className = `tone ${tone}`;
    const words = list.appendChild(document.createElement("dd"));
    words.textContent = text;
    if (note) {
      const small = words.appendChild(document.createElement("small"));
      small.textContent = note;
    }
  }
  return box;
}

function base(look, formatter, tooltip = {}) {
  const c = look.colours;
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: look.family, fontSize: SMALL, color: c["ink-soft"] },
    tooltip: { confine: true, className: "chart-tip", backgroundColor: c.paper, borderColor: c["line-strong"],
      borderWidth: 1, padding: [7, 11], extraCssText: "box-shadow:none", transitionDuration: 0,
      textStyle: { color: c.ink, fontSize: 12.5, fontFamily: look.family }, formatter, ...tooltip },
  };
}

// Between two fixed ends, a round step that meets both.
function evenStep(least, most) {
  if (least === null || most === null || most <= least) return undefined;
  const size = 10 ** Math.floor(Math.log10(most - least));
  const isEven = (step) => Math.abs((most - least) / step - Math.round((most - least) / step)) < 1e-9;
  return [2.5, 2, 1, 5, 0.5, 0.25].map((part) => part * size).find((step) => isEven(step) && (most - least) / step >= 3 && (most - least) / step <= 8);
}

function valueAxis(axis, look, options = {}) {
  const c = look.colours;
  const { unitAt = "none", isFromNought = false, ...more } = options;
  const least = number(axis.least) ?? (isFromNought ? 0 : null);
  return {
    type: "value", min: number(axis.least) ?? undefined, max: number(axis.most) ?? undefined,
    scale: !isFromNought && axis.least === null, splitNumber: 4, interval: evenStep(least, number(axis.most)),
    axisLine: { show: false }, axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: c.line, width: 1 } },
    axisLabel: { color: c["ink-soft"], fontSize: SMALL, hideOverlap: true,
      formatter: (value, index) => (unitAt === "first" && index === 0 ? `${grouped(value)} ${axis.unit}` : grouped(value)) },
    ...more,
  };
}

const named = (axis) => [axis.name, axis.unit].filter(Boolean).join(" · ");

// Names above the value axis: its unit, at the left edge.
function unitAbove(axis, look) {
  const isLong = wide(named(axis), look) > 20; // beyond the room that one figure leaves beside the axis
  return { name: named(axis), nameLocation: "end", nameGap: 12,
    nameTextStyle: { color: look.colours["ink-soft"], fontSize: SMALL, align: isLong ? "left" : "right", padding: [0, isLong ? 0 : 8, 0, isLong ? -24 : 0] } };
}

// ``top`` is where a vertical line's upper end is: at its start where the rows run downwards.
function levelLines(levels, side, look, top = "end") {
  return levels.map((level) => {
    const tone = ink(level.tone, look);
    return {
      [side]: number(level.value),
      lineStyle: { color: tone.mark, type: [3, 3], width: 1 },
      label: { show: true, formatter: level.words, color: tone.words, fontSize: SMALL, fontWeight: 400,
        position: side === "xAxis" ? top : "insideEndTop", distance: side === "xAxis" ? 5 : 3,
        textBorderColor: look.colours.paper, textBorderWidth: 3 },
    };
  });
}

function lineMarks(data) {
  return { silent: true, symbol: "none", animation: false, data, emphasis: { disabled: true } };
}

const halo = (look, colour = look.colours.paper) => ({ stroke: colour, lineWidth: 3 });

/* lines over time */

// Which periods are named below: the first, the last and as many between as there is room for.
function namedPeriods(periods, room, look) {
  const last = periods.length - 1;
  const need = Math.max(...periods.map((period) => wide(period, look))) + 28;
  const most = Math.max(1, Math.floor(room / need));
  const step = Math.max(1, Math.ceil(last / most));
  const between = [];
  for (let i = step; i <= last - step; i += step) between.push(i);
  return last > 0 ? [0, ...between, last] : [0];
}

function lineSeries(line, look) {
  const tone = ink(line.tone, look);
  const values = line.points.map((point) => number(point.value));
  const isLone = (i) => values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
  const from = line.from ?? values.length - 1;
  const part = (keep, type) => ({
    type: "line", name: line.name, connectNulls: false, symbol: "circle", showAllSymbol: true, silent: true,
    lineStyle: { color: tone.mark, width: line.tone === "ours" ? 2.5 : 2, type, cap: "round", join: "round" },
    itemStyle: { color: tone.mark }, emphasis: { disabled: true }, z: line.tone === "ours" ? 4 : 3,
    data: values.map((value, i) => ({ value: [i, keep(i) ? value : null], symbolSize: isLone(i) && keep(i) ? 5 : 0 })),
  });
  const solid = part((i) => i <= from, "solid");
  return from < values.length - 1 ? [solid, part((i) => i >= from, [1, 6])] : [solid];
}

function bandSeries(band, look) {
  const runs = [];
  let run = [];
  band.low.forEach((low, i) => {
    if (low !== null && band.high[i] !== null) run.push(i);
    else if (run.length) { runs.push(run); run = []; }
  });
  if (run.length) runs.push(run);
  return {
    type: "custom", silent: true, z: 1, data: runs.map((_, i) => [runs[i][0], number(band.low[runs[i][0]])]),
    renderItem: ({ dataIndex }, api) => {
      const upper = runs[dataIndex].map((i) => api.coord([i, number(band.high[i])]));
      const lower = runs[dataIndex].map((i) => api.coord([i, number(band.low[i])]));
      return { type: "polygon", shape: { points: [...upper, ...lower.reverse()] }, style: { fill: look.colours["jade-tint"] } };
    },
  };
}

function anomalies(data, look) {
  const found = data.lines.flatMap((line) => line.points.map((point, i) => ({ point, i })).filter(({ point }) => point.anomaly && point.value !== null));
  return { type: "scatter", symbol: "diamond", symbolSize: 11, silent: true, z: 6, emphasis: { disabled: true },
    itemStyle: { color: look.colours.paper, borderColor: look.colours.gap, borderWidth: 2 },
    data: found.map(({ point, i }) => [i, number(point.value)]) };
}

// The names at the lines' ends, pushed apart where lines end close together.
function endLabels(data, look, isNarrow) {
  const ends = data.lines.flatMap((line) => {
    const last = line.points.findLastIndex((point) => point.value !== null);
    return last < 0 ? [] : [{ words: endWords(line, isNarrow), tone: ink(line.tone, look), at: [last, number(line.points[last].value)] }];
  });
  return {
    type: "custom", silent: true, clip: false, z: 7, data: ends.length ? [ends[0].at] : [],
    renderItem: (_, api) => {
      const placed = ends.map((end) => ({ ...end, spot: api.coord(end.at), tall: 15 * end.words.split("\n").length + 2 }));
      placed.sort((one, other) => one.spot[1] - other.spot[1]);
      pushApart(placed);
      return { type: "group", children: placed.map(({ words, tone, spot: [x, y] }) => ({ type: "text",
        style: { text: words, x: x + 8, y, verticalAlign: "middle", fill: tone.words, lineHeight: 15, font: `700 ${SMALL}px ${look.family}`, ...halo(look) } })) };
    },
  };
}

// Each pair that overlaps gives way by half; a few rounds settle what one pair does to the next.
function pushApart(labels) {
  for (let round = 0; round < 20; round += 1) {
    for (let i = 1; i < labels.length; i += 1) {
      const lack = (labels[i - 1].tall + labels[i].tall) / 2 - (labels[i].spot[1] - labels[i - 1].spot[1]);
      if (lack <= 0) continue;
      labels[i - 1].spot[1] -= lack / 2;
      labels[i].spot[1] += lack / 2;
    }
  }
}

const endWords = (line, isNarrow) => (isNarrow ? line.label.replace(/\s+(?=[^\s]+$)/, "\n") : line.label);

// A mark's words stand right of its line, or left of it where the chart ends too soon.
function periodMarks(data, room, look) {
  return data.marks.map(({ at, words }) => {
    const left = room * (1 - at / Math.max(1, data.periods.length - 1)) < wide(words, look) + 10;
    return { xAxis: at, lineStyle: { color: look.colours["ink-faint"], type: [2, 3], width: 1 },
      label: { show: true, formatter: words, color: look.colours["ink-soft"], fontSize: SMALL, position: "start",
        rotate: 0, align: left ? "right" : "left", verticalAlign: "bottom", padding: [0, 5, 6, 5], distance: 0 } };
  });
}

function meetingSeries({ at, value, words }, look) {
  const c = look.colours;
  return {
    type: "custom", silent: true, z: 8, data: [[number(at), number(value)]],
    renderItem: ({ coordSys }, api) => {
      const [x, y] = api.coord([api.value(0), api.value(1)]);
      return { type: "group", children: [
        { type: "line", shape: { x1: x, x2: x, y1: y, y2: coordSys.y + coordSys.height }, style: { stroke: c.ink, lineWidth: 1 } },
        { type: "circle", shape: { cx: x, cy: y, r: 5 }, style: { fill: c.paper, stroke: c.ink, lineWidth: 2 } },
        { type: "text", style: { text: words, x: x - 12, y: y - 10, fill: c.ink, align: "right", verticalAlign: "bottom",
          font: `700 17px ${look.family}`, ...halo(look) } },
      ] };
    },
  };
}

function line(data, look) {
  const isNarrow = look.width < NARROW;
  const last = Math.max(1, data.periods.length - 1);
  const right = Math.max(16, ...data.lines.map((each) => wide(endWords(each, isNarrow), look, SMALL, 700) + 16));
  const room = look.width - right - 44;
  const ticks = namedPeriods(data.periods, room, look);
  const formatter = (params) => lineTip(data, Math.round([params].flat()[0].axisValue));
  const option = {
    ...base(look, formatter, { trigger: "axis", axisPointer: { type: "line", snap: true, label: { show: false },
      lineStyle: { color: look.colours["line-strong"], type: "solid" } } }),
    grid: { left: 8, right, top: look.head + 34, bottom: look.foot + 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", min: 0, max: last, axisTick: { show: false }, splitLine: { show: false },
      axisLine: { lineStyle: { color: look.colours["line-strong"] }, onZero: false },
      axisLabel: { customValues: ticks, formatter: (i) => data.periods[i] ?? "", color: look.colours["ink-soft"], fontSize: SMALL,
        alignMinLabel: "left", alignMaxLabel: "right", showMinLabel: true, showMaxLabel: true } },
    yAxis: valueAxis(data.axis, look, unitAbove(data.axis, look)),
    series: [
      ...(data.band ? [bandSeries(data.band, look)] : []),
      ...data.lines.flatMap((each) => lineSeries(each, look)),
      { type: "line", data: [], markLine: lineMarks([...periodMarks(data, room, look), ...levelLines(data.levels, "yAxis", look)]) },
      anomalies(data, look),
      ...(data.meeting ? [meetingSeries(data.meeting, look)] : []),
      endLabels(data, look, isNarrow),
    ],
  };
  const hits = data.lines.flatMap((each) => each.points.map((point, i) => ({ at: [i, number(point.value)], source: point.source }))
    .filter(({ at }) => at[1] !== null));
  reachLevels(option.yAxis, data);
  return { option, hits, height: look.head + look.foot + (isNarrow ? 250 : 260) };
}

// The axis reaches as far as target lines and bands do, which ECharts does not count.
function reachLevels(axis, data) {
  const extra = [...data.levels.map((level) => number(level.value)),
    ...(data.band ? [...data.band.low, ...data.band.high].filter((value) => value !== null).map(number) : [])];
  if (!extra.length) return;
  if (axis.min === undefined) axis.min = ({ min, max }) => Math.min(min, roundedDown(Math.min(min, ...extra), Math.max(max, ...extra)));
  if (axis.max === undefined) axis.max = ({ min, max }) => Math.max(max, -roundedDown(-Math.max(max, ...extra), -Math.min(min, ...extra)));
}

function roundedDown(value, other) {
  const step = 10 ** Math.floor(Math.log10(Math.abs(other - value) || 1));
  return Math.floor(value / step) * step;
}

function lineTip(data, index) {
  const rows = data.lines.map((each) => ({ name: each.name, tone: each.tone, ...each.points[index] }));
  if (data.band?.words) rows.push({ name: data.band.words, text: `${data.band.texts[index]} ${data.axis.unit}` });
  return tip(data.periods[index] ?? "", rows);
}

/* places: then and now */

function dumbbellRow(data, look, rows) {
  const c = look.colours;
  return ({ coordSys, dataIndex: i }, api) => {
    const row = rows[i];
    const tone = ink(row.tone, look);
    const isOurs = row.tone === "ours";
    const [, y] = api.coord([0, i]);
    const height = api.size([0, 1])[1];
    const spot = (value) => (value === null ? null : api.coord([value, i])[0]);
    const [first, last] = [spot(row.a), spot(row.b)];
    const children = [{ type: "rect", shape: { x: 0, y: y - height / 2, width: look.width, height, r: 4 },
      style: { fill: isOurs ? c["jade-tint"] : "transparent" } }];
    if (first !== null && last !== null) children.push({ type: "line", shape: { x1: first, x2: last, y1: y, y2: y }, style: { stroke: tone.line, lineWidth: 2 } });
    if (first !== null) children.push({ type: "circle", shape: { cx: first, cy: y, r: 3.2 }, style: { fill: c.paper, stroke: tone.mark, lineWidth: 1.5 } });
    if (last !== null) children.push({ type: "circle", shape: { cx: last, cy: y, r: isOurs ? 6 : 5 }, style: { fill: tone.mark } });
    const label = { text: row.last.label, x: last === null ? (first ?? coordSys.x) + 12 : last + 11, y, verticalAlign: "middle",
      fill: last === null ? c["ink-faint"] : tone.words, font: `${tone.weight} ${isOurs ? 14 : 12.5}px ${look.family}`, ...halo(look, isOurs ? c["jade-tint"] : c.paper) };
    children.push({ type: "text", style: label });
    if (row.remark) children.push({ type: "text", style: { ...label, text: row.remark, x: label.x + wide(row.last.label, look, isOurs ? 14 : 12.5, tone.weight) + 6, font: `400 12.5px ${look.family}` } });
    if (i === data.spanRow) children.push(...spanWords(data, look, first, last, y - height / 2));
    children.push({ type: "text", style: { text: row.name, x: 0, y, verticalAlign: "middle", fill: row.tone === "peer" ? c["ink-soft"] : tone.words, font: `${tone.weight} ${NORMAL}px ${look.family}` } });
    return { type: "group", children };
  };
}

// 2021 over the first circle and 2024 over the last, apart even where these are close.
function spanWords(data, look, first, last, bottom) {
  const style = { y: bottom + 1, verticalAlign: "bottom", fill: look.colours["ink-soft"], font: `400 11.5px ${look.family}`, ...halo(look) };
  const isRising = last >= first;
  return data.spans.map((text, k) => ({ type: "text", style: { ...style, text, x: (k ? last : first) + (isRising === !k ? 5 : -5), align: isRising === !k ? "right" : "left" } }));
}

function dumbbell(data, look) {
  const rows = data.rows.map((row) => ({ ...row, a: number(row.first.value), b: number(row.last.value) }));
  data.spanRow = rows.findIndex(({ a, b }) => a !== null && b !== null);
  const left = Math.max(...rows.map((row) => wide(row.name, look, NORMAL, 700))) + 18;
  const words = rows.map((row) => wide(row.last.label, look, 13, 700) + (row.remark ? wide(row.remark, look, 12.5) + 6 : 0) + 14);
  const most = Math.max(...rows.map(({ a, b }) => Math.max(a ?? -Infinity, b ?? -Infinity)));
  const right = Math.max(24, ...rows.map(({ b }, i) => (b !== null && b > most * 0.8 ? words[i] : 24)));
  const formatter = ({ dataIndex: i }) => tip(rows[i].name, [
    { name: data.spans[0], ...rows[i].first }, { name: data.spans[1], tone: rows[i].tone, ...rows[i].last }]);
  const values = valueAxis(data.axis, look, { isFromNought: rows.every(({ a, b }) => (a ?? 0) >= 0 && (b ?? 0) >= 0), unitAt: "first" });
  const tall = look.width < NARROW ? 22 : 23;
  const top = look.head + (data.levels.length ? 42 : 26);
  const option = {
    ...base(look, formatter, { trigger: "item" }),
    grid: { left, right, top, bottom: look.foot + 26, outerBoundsMode: "none" },
    xAxis: { ...values, max: values.max ?? (({ max }) => max), axisLabel: { ...values.axisLabel, showMaxLabel: values.max !== undefined },
      splitLine: { ...values.splitLine, showMaxLine: values.max !== undefined } },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => row.name), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: false } },
    series: [
      { type: "custom", clip: false, data: rows.map((row, i) => [row.b, i, row.a]), encode: { x: [0, 2], y: 1 }, renderItem: dumbbellRow(data, look, rows), z: 3 },
      { type: "line", data: [], z: 2, markLine: { ...lineMarks(levelLines(data.levels, "xAxis", look, "start")), z: 2 } },
    ],
  };
  for (const each of option.series[1].markLine.data) each.label.distance = 20;
  const hits = rows.flatMap((row, i) => [
    { at: [row.a, i], source: row.first.source }, { at: [row.b, i], source: row.last.source, words: words[i] }]).filter(({ at }) => at[0] !== null);
  return { option, hits, height: top + rows.length * tall + 26 + look.foot };
}

/* bars */

function barSeries(data, look, isSingle) {
  return data.bars.map((bars) => ({
    type: "bar", name: bars.name, barMaxWidth: data.upright ? 34 : 14, barGap: "15%", barCategoryGap: "38%", emphasis: { disabled: true },
    itemStyle: { color: ink(bars.tone, look).mark },
    data: bars.points.map((point, i) => {
      const tone = ink(bars.tones[i], look);
      const value = number(point.value);
      return { value, itemStyle: { color: tone.mark, opacity: bars.tones[i] === "peer" ? 0.6 : 1, borderRadius: data.upright ? [2, 2, 0, 0] : [0, 2, 2, 0] },
        label: { show: value !== null, position: placeOf(value, data.upright), distance: 6, formatter: point.label,
          opacity: 1, color: tone.words, fontWeight: tone.weight, fontSize: isSingle ? 12.5 : 11.5, textBorderColor: look.colours.paper, textBorderWidth: 3 } };
    }),
  }));
}

const placeOf = (value, isUpright) => (isUpright ? (value < 0 ? "bottom" : "top") : value < 0 ? "left" : "right");

// A figure that is not known has no bar: the word stands where it would begin.
function missingBars(data, look) {
  const bars = data.bars[0];
  const missing = bars.points.map((point, i) => ({ point, i })).filter(({ point }) => point.value === null);
  return { type: "scatter", symbolSize: 1, silent: true, itemStyle: { color: "transparent" }, emphasis: { disabled: true },
    data: missing.map(({ point, i }) => ({ value: data.upright ? [i, 0] : [0, i],
      label: { show: true, position: data.upright ? "top" : "right", formatter: point.label, color: look.colours["ink-faint"], fontSize: SMALL } })) };
}

function bar(data, look) {
  const isSingle = data.bars.length === 1;
  const c = look.colours;
  const labels = data.bars.flatMap((bars) => bars.points.map((point) => wide(point.label, look, 12.5, 700)));
  const formatter = (params) => {
    const i = [params].flat()[0].dataIndex;
    return tip(data.categories[i], data.bars.map((bars) => ({ name: bars.name, tone: bars.tones[i], ...bars.points[i] })));
  };
  const category = { type: "category", data: data.categories, inverse: !data.upright, axisTick: { show: false },
    axisLine: { show: true, lineStyle: { color: c["line-strong"] } }, axisLabel: { color: c.ink, fontSize: data.upright ? SMALL : NORMAL, hideOverlap: data.upright, interval: data.upright ? "auto" : 0 } };
  const values = valueAxis(data.axis, look, { isFromNought: true, unitAt: data.upright ? "none" : "first", ...(data.upright ? unitAbove(data.axis, look) : {}) });
  if (data.levels.length) reachLevels(values, { levels: data.levels });
  const legend = isSingle ? 0 : 26;
  const top = look.head + legend + (data.upright ? 34 : data.levels.length ? 24 : 6);
  const option = {
    ...base(look, formatter, { trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: c.well, opacity: 0.5 } } }),
    grid: { left: 4, right: data.upright ? 12 : Math.max(...labels) + 16, top, bottom: look.foot + 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: data.upright ? category : values, yAxis: data.upright ? values : category,
    series: [...barSeries(data, look, isSingle), ...(isSingle ? [missingBars(data, look)] : []),
      { type: "line", data: [], markLine: lineMarks(levelLines(data.levels, data.upright ? "yAxis" : "xAxis", look, "start")) }],
  };
  if (!isSingle) option.legend = { top: look.head, left: 0, padding: 0, icon: "rect", itemWidth: 12, itemHeight: 8, itemGap: 18, selectedMode: false,
    data: data.bars.map((bars) => bars.name), textStyle: { color: c.ink, fontSize: SMALL, fontFamily: look.family } };
  const hits = data.bars.flatMap((bars) => bars.points.map((point, i) => ({ at: data.upright ? [i, number(point.value)] : [number(point.value), i], source: point.source, words: data.upright ? 0 : wide(point.label, look) + 8 })))
    .filter(({ at }) => at[0] !== null && at[1] !== null);
  const rows = data.categories.length * Math.max(24, data.bars.length * 16 + 10);
  return { option, hits, height: data.upright ? look.head + look.foot + 260 : top + rows + 30 + look.foot };
}

/* one figure against another */

function scatter(data, look) {
  const known = data.dots.filter((dot) => dot.x.value !== null && dot.y.value !== null);
  const formatter = ({ data: item }) => tip(item.dot.name, [{ name: data.x.name, ...item.dot.x }, { name: data.y.name, ...item.dot.y }]);
  const isNarrow = look.width < NARROW;
  const levels = levelLines(data.yLevels, "yAxis", look);
  if (!isNarrow) for (const level of levels) Object.assign(level.label, { position: "end", distance: 6 });
  const right = isNarrow ? 28 : Math.max(28, ...data.yLevels.map((level) => wide(level.words, look) + 16));
  const option = {
    ...base(look, formatter, { trigger: "item" }),
    grid: { left: 8, right, top: look.head + 40, bottom: look.foot + 30, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { ...valueAxis(data.x, look), splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: look.colours["line-strong"] } },
      name: named(data.x), nameLocation: "middle", nameGap: 30, nameTextStyle: { color: look.colours["ink-soft"], fontSize: SMALL } },
    yAxis: { ...valueAxis(data.y, look), ...unitAbove(data.y, look), nameTextStyle: { color: look.colours["ink-soft"], fontSize: SMALL, align: "left", padding: [0, 0, 0, -24] } },
    series: [
      { type: "scatter", z: 6, emphasis: { disabled: true }, labelLayout: { hideOverlap: true }, data: known.map((dot) => {
        const tone = ink(dot.tone, look);
        return { dot, value: [number(dot.x.value), number(dot.y.value)], symbolSize: dot.tone === "ours" ? 12 : 9,
          itemStyle: { color: tone.mark, opacity: dot.tone === "peer" ? 0.7 : 1, borderColor: look.colours.paper, borderWidth: 1 },
          label: { show: true, position: "right", distance: 5, formatter: dot.name, opacity: 1, color: tone.words, fontWeight: tone.weight, fontSize: SMALL,
            textBorderColor: look.colours.paper, textBorderWidth: 3 } };
      }) },
      { type: "line", data: [], markLine: lineMarks([...levelLines(data.xLevels, "xAxis", look), ...levels]) },
    ],
  };
  const hits = known.map((dot) => ({ at: [number(dot.x.value), number(dot.y.value)], source: dot.y.source || dot.x.source }));
  return { option, hits, height: look.head + look.foot + (isNarrow ? 300 : 340) };
}

const KINDS = { line, dumbbell, bar, scatter };

export const drawn = (data, look) => KINDS[data.kind](data, look);
