import { axe } from 'jest-axe';

/** What axe finds wrong, one line each, so that a failing test can be read. */
export async function findViolations(container: Element): Promise<string[]> {
  const { violations } = await axe(container);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  );
}
