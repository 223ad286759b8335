import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { drawChart, type Chart } from './chart.ts';
import { describeMachine } from './machine.ts';

export type Table = { head: readonly string[]; rows: readonly (readonly (string | number)[])[] };
export type Section = {
  title: string;
  text?: string;
  tables?: readonly Table[];
  charts?: readonly Chart[];
};

/** What a part of the bench has found. */
export type Report = {
  /** of its files */
  name: string;
  title: string;
  text: string;
  sections: readonly Section[];
  /** all that was measured, for the JSON */
  data: unknown;
  /** versions by package, of what is not Arena's own */
  packages?: Record<string, string>;
};

const RESULTS = new URL('../results/', import.meta.url);

const tableText = ({ head, rows }: Table): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const chartFile = (report: Report, chart: Chart): string => `${report.name}-${chart.name}.svg`;

function sectionText(report: Report, { title, text, tables = [], charts = [] }: Section): string {
  return [
    `## ${title}`,
    ...(text === undefined ? [] : [text]),
    ...tables.map(tableText),
    ...charts.map((chart) => `![${chart.title}](${chartFile(report, chart)})`),
  ].join('\n\n');
}

function markdown(report: Report, date: string): string {
  const { cpus, cpu, memoryGb, node } = describeMachine();
  const versions = Object.entries(report.packages ?? {});
  return [
    `# ${report.title}`,
    `${date}. ${cpus} × ${cpu}, ${memoryGb} GB, Node.js ${node}.`,
    report.text,
    ...(versions.length > 0 ? [tableText({ head: ['package', 'version'], rows: versions })] : []),
    ...report.sections.map((section) => sectionText(report, section)),
  ].join('\n\n');
}

async function writeFormatted(file: string, text: string, parser: string): Promise<string> {
  const path = fileURLToPath(new URL(file, RESULTS));
  const config = await prettier.resolveConfig(path);
  await writeFile(path, await prettier.format(text, { ...config, parser }));
  return path;
}

/** Writes the results as tables to read, as JSON and as a picture per chart; returns the tables' path. */
export async function writeReport(report: Report): Promise<string> {
  const date = new Date().toISOString().slice(0, 10);
  await mkdir(RESULTS, { recursive: true });
  for (const chart of report.sections.flatMap(({ charts = [] }) => charts)) {
    await writeFile(new URL(chartFile(report, chart), RESULTS), drawChart(chart));
  }
  const { data, packages } = report;
  const json = JSON.stringify({ date, machine: describeMachine(), packages, data });
  await writeFormatted(`${report.name}.json`, json, 'json');
  return writeFormatted(`${report.name}.md`, markdown(report, date), 'markdown');
}
