/**
 * An object that hands every call to one that may not be there yet.
 *
 * `get` throws while it is not; since all methods are asynchronous, callers see a rejected promise.
 */
export function whenReady<T extends object>(get: () => T): T {
  const handler: ProxyHandler<T> = {
    get(_target, name) {
      // whoever awaits the object itself must not take it for a promise
      if (name === 'then' || typeof name === 'symbol') {
        return undefined;
      }
      return async (...args: unknown[]) => {
        const target = get();
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') {
          throw new TypeError(`${name} is no method`);
        }
        return method.apply(target, args);
      };
    },
  };
  // the target is never touched, every property goes through the handler
  return new Proxy(Object.create(null), handler);
}
