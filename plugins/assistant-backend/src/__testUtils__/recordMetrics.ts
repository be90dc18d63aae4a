import {
  type Attributes,
  type Meter,
  createNoopMeter,
  metrics,
} from '@opentelemetry/api';

/** Keeps the sums of all counters by name and attributes. Call it before the instruments are made. */
export function recordMetrics() {
  const sums = new Map<string, number>();
  const counter = (name: string) => ({
    add(value: number, attributes: Attributes = {}) {
      const key = `${name} ${JSON.stringify(attributes)}`;
      sums.set(key, (sums.get(key) ?? 0) + value);
    },
  });
  const noop = createNoopMeter();
  const meter: Meter = Object.assign(Object.create(noop) as Meter, {
    createCounter: counter,
    createUpDownCounter: counter,
  });
  metrics.disable();
  metrics.setGlobalMeterProvider({ getMeter: () => meter });
  return {
    /** Sum of a counter over all attributes that contain the text. */
    sum: (name: string, having = '') =>
      [...sums]
        .filter(([key]) => key.startsWith(`${name} `) && key.includes(having))
        .reduce((total, [, value]) => total + value, 0),
    dispose: () => metrics.disable(),
  };
}
