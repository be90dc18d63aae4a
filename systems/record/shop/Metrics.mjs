/** Counters, gauges and histograms of the toy shop, in the text formats that Prometheus and promtool read. */
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LABEL_OF_BOUND = BOUNDS.map(bound =>
  Number.isInteger(bound) ? `${bound}.0` : `${bound}`,
);

export class Metrics {
  #families = new Map();

  add(name, labels, value = 1) {
    const series = this.#series(name, 'counter');
    const key = text(labels);
    series.set(key, (series.get(key) ?? 0) + value);
  }

  /** Replaces all series of a gauge or of a counter that is kept elsewhere: what is not named is gone. */
  replace(name, type, entries) {
    const series = this.#series(name, type);
    series.clear();
    for (const [labels, value] of entries) series.set(text(labels), value);
  }

  observe(name, labels, seconds) {
    const series = this.#series(name, 'histogram');
    const key = text(labels);
    let entry = series.get(key);
    if (!entry) {
      entry = { counts: BOUNDS.map(() => 0), count: 0, sum: 0 };
      series.set(key, entry);
    }
    entry.count += 1;
    entry.sum += seconds;
    for (let index = 0; index < BOUNDS.length; index += 1) {
      if (seconds <= BOUNDS[index]) entry.counts[index] += 1;
    }
  }

  /** One scrape. */
  exposition() {
    return [...this.#families]
      .flatMap(([name, family]) => [
        `# TYPE ${name} ${family.type}`,
        ...lines(name, family),
      ])
      .concat('')
      .join('\n');
  }

  /** Adds the present values with a time to `history`, family by family, as OpenMetrics wants them. */
  sample(history, time, extra) {
    const seconds = Math.round(time / 1000);
    for (const [name, family] of this.#families) {
      if (!history.has(name))
        history.set(name, { type: family.type, lines: [] });
      const kept = history.get(name).lines;
      for (const line of lines(name, family)) {
        kept.push(`${line.replace('{', `{${extra},`)} ${seconds}`);
      }
    }
  }

  #series(name, type) {
    let family = this.#families.get(name);
    if (!family) {
      family = { type, series: new Map() };
      this.#families.set(name, family);
    }
    return family.series;
  }
}

/** The kept samples as OpenMetrics, family by family: a day of them is too long for one string. */
export function* openMetrics(history) {
  for (const [name, { type, lines: kept }] of history) {
    const family = type === 'counter' ? name.replace(/_total$/, '') : name;
    yield `# TYPE ${family} ${type}\n`;
    for (const line of kept) yield `${line}\n`;
  }
  yield '# EOF\n';
}

function* lines(name, { type, series }) {
  for (const [labels, value] of series) {
    if (type !== 'histogram') {
      yield `${name}{${labels}} ${value}`;
      continue;
    }
    for (let index = 0; index < BOUNDS.length; index += 1) {
      yield `${name}_bucket{${labels},le="${LABEL_OF_BOUND[index]}"} ${value.counts[index]}`;
    }
    yield `${name}_bucket{${labels},le="+Inf"} ${value.count}`;
    yield `${name}_sum{${labels}} ${value.sum}`;
    yield `${name}_count{${labels}} ${value.count}`;
  }
}

function text(labels) {
  return Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',');
}
