// Charts of the board from the data that stands beside their tables (components/chart.html).
// Everything is drawn on canvas, tooltips too: the content security policy forbids style attributes.
const COLOURS = ["#9b1c1c", "#c98f8a", "#8a7f70", "#d8cfc0", "#5f7a8c", "#b98a3e"];
const INK = "#23211e";
const INK_2 = "#57524a";
const LINE = "#efece6";
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const number = (value) => (value === null || value === "" ? null : Number(value));
const scale = () => (document.documentElement.classList.contains("x-meeting") ? 1.45 : 1);
const text = (size, color = INK_2) => ({ fontFamily: FONT, fontSize: Math.round(size * scale()), color });

function base(chart) {
  const unit = chart.unit ?? "";
  return {
    color: COLOURS,
    textStyle: { fontFamily: FONT },
    animation: false,
    aria: { enabled: true, decal: { show: false } },
    tooltip: {
      renderMode: "richText",
      textStyle: text(13, INK),
      confine: true,
      valueFormatter: (value) => `${value ?? "—"}${unit ? ` ${unit}` : ""}`,
    },
    legend: {
      show: chart.series.length > 1,
      right: 12,
      top: 4,
      itemWidth: 10,
      itemHeight: 10,
      textStyle: text(12),
    },
  };
}

function axes(chart) {
  const long = Math.max(...chart.rows.map((row) => row.label.length));
  const names = {
    type: "category",
    data: chart.rows.map((row) => row.label),
    inverse: Boolean(chart.horizontal),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: INK_2 } },
    axisLabel: {
      ...text(12),
      interval: 0,
      hideOverlap: true,
      ...(chart.horizontal ? { width: 120 * scale(), overflow: "truncate" } : { rotate: long * chart.rows.length > 60 ? 35 : 0 }),
    },
  };
  const values = {
    type: "value",
    minInterval: 1,
    axisLabel: text(12),
    splitLine: { lineStyle: { color: LINE } },
  };
  const grid = { left: 12, right: 20, top: chart.series.length > 1 ? 36 : 20, bottom: 10, containLabel: true };
  return chart.horizontal ? { grid, xAxis: values, yAxis: names } : { grid, xAxis: names, yAxis: values };
}

function bars(chart) {
  const stacked = chart.kind === "stack";
  return {
    ...base(chart),
    ...axes(chart),
    tooltip: { ...base(chart).tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
    series: chart.series.map((name, at) => ({
      name,
      type: chart.kind === "line" ? "line" : "bar",
      stack: stacked ? "all" : undefined,
      barMaxWidth: stacked || chart.series.length === 1 ? 22 : 14,
      symbolSize: 7,
      data: chart.rows.map((row) => number(row.values[at])),
    })),
  };
}

function shares(chart) {
  const items = chart.rows.map((row) => ({ name: row.label, value: number(row.values[0]) }));
  const between = chart.kind === "pie" ? "\n" : " ";
  const label = {
    ...text(12.5, INK),
    lineHeight: Math.round(18 * scale()),
    formatter: (item) => `${item.name}${between}${item.value}${chart.unit ? ` ${chart.unit}` : ""}`,
  };
  const shape =
    chart.kind === "funnel"
      ? { type: "funnel", left: 24, right: 130 * scale(), top: 16, bottom: 16, sort: "none", gap: 3, minSize: "4%", label: { ...label, position: "right" } }
      : { type: "pie", radius: ["42%", "68%"], center: ["50%", "52%"], label };
  const option = base(chart);
  return { ...option, legend: { show: false }, series: [{ name: chart.series[0], data: items, ...shape }] };
}

const optionOf = (chart) => (chart.kind === "funnel" || chart.kind === "pie" ? shares(chart) : bars(chart));

function save(view, title) {
  const link = document.createElement("a");
  link.href = view.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#fff" });
  link.download = `${title}.png`;
  link.click();
}

function wire(card, chart, view) {
  view.on("click", (item) => {
    const row = chart.rows[item.dataIndex];
    if (row?.url) window.location.assign(row.url);
  });
  card.querySelector("[data-chart-png]").addEventListener("click", () => save(view, chart.title));
  const button = card.querySelector("[data-chart-table]");
  button.addEventListener("click", () => {
    const shown = card.classList.toggle("as-table");
    button.setAttribute("aria-expanded", String(shown));
    if (!shown) view.resize();
  });
}

function draw(card) {
  const chart = JSON.parse(document.getElementById(card.dataset.chart).textContent);
  if (!window.echarts || chart.rows.length === 0) {
    card.classList.add("as-table");
    return;
  }
  const view = window.echarts.init(card.querySelector(".x-canvas"), null, { locale: "ZH", renderer: "canvas" });
  view.setOption(optionOf(chart));
  wire(card, chart, view);
  window.addEventListener("resize", () => {
    view.resize();
    view.setOption(optionOf(chart), { notMerge: true });
  });
}

document.querySelectorAll("[data-chart]").forEach(draw);
