/** What a service told of itself at a moment. */
export type Scraped = {
  /** names of all metrics, whether there is anything to tell of them or not */
  names: Set<string>;
  /** The sum of all series of a name that have these labels; undefined where there is none. */
  value: (name: string, labels?: Record<string, string>) => number | undefined;
  text: string;
};

/** Reads metrics as Prometheus does. */
export function readMetrics(text: string): Scraped {
  const lines = text.split('\n');
  const names = lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
  const samples = lines.flatMap((line) => {
    const [, name, labels = '', value] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: `,${labels},`, value: Number(value) }];
  });
  return {
    names: new Set(names),
    value: (name, labels = {}) => {
      const wanted = Object.entries(labels).map(([label, value]) => `,${label}="${value}",`);
      const found = samples.filter((one) => one.name === name && wanted.every((w) => one.labels.includes(w)));
      return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one.value, 0);
    },
    text,
  };
}

/** Asks a service for its metrics. */
export async function scrape(url: string): Promise<Scraped> {
  const response = await fetch(`${url}/metrics`);
  if (!response.ok) throw new Error(`No metrics: ${response.status}`);
  return readMetrics(await response.text());
}
