import * as echarts from 'echarts';

/** A picture of figures: for each category a value of each series, in one unit. */
export type Chart = {
  /** of its file */
  name: string;
  title: string;
  unit: string;
  kind: 'bars' | 'lines';
  categories: readonly string[];
  series: readonly { name: string; values: readonly (number | undefined)[] }[];
  logarithmic?: boolean;
};

const WIDTH = 760;
const HEIGHT = 380;
/** Told apart by people who see fewer colours, and on white as on black. */
const COLOURS = ['#8c8c8c', '#e69f00', '#d55e00', '#0072b2', '#009e73', '#cc79a7', '#56b4e9'];
const INK = '#777777';

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

/** Draws a chart as the text of an SVG file. */
export function drawChart({ title, unit, kind, categories, series, logarithmic = false }: Chart): string {
  const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  canvas.setOption({
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: 'sans-serif', color: INK },
    title: { text: title, subtext: unit, textStyle: { fontSize: 15, color: INK }, left: 8, top: 4 },
    legend: { bottom: 4, textStyle: { color: INK } },
    grid: { left: 64, right: 24, top: 64, bottom: 24 + 22 * Math.ceil(series.length / 3) + 16 },
    xAxis: { type: 'category', data: [...categories], axisLabel: { color: INK } },
    yAxis: { type: logarithmic ? 'log' : 'value', axisLabel: { color: INK } },
    series: series.map(({ name, values }) => ({
      name,
      type: kind === 'bars' ? 'bar' : 'line',
      data: values.map((value) => value ?? null),
      label: {
        show: true,
        position: 'top',
        fontSize: 10,
        color: INK,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? rounded(value) : ''),
      },
    })),
  });
  const svg = canvas.renderToSVGString();
  canvas.dispose();
  return svg;
}
