/**
 * GA: share of lines whose group is exactly the true one. FGA: the same for groups, as F1, so that a rare template
 * counts as much as a frequent one.
 */
export function groupingAccuracy(
  found: readonly string[],
  truth: readonly string[],
) {
  const foundGroups = groupRows(found);
  const trueGroups = groupRows(truth);
  let rightLines = 0;
  let rightGroups = 0;
  for (const rows of foundGroups.values()) {
    const same = trueGroups.get(truth[rows[0]]) ?? [];
    if (
      same.length === rows.length &&
      rows.every((row, i) => row === same[i])
    ) {
      rightLines += rows.length;
      rightGroups++;
    }
  }
  return {
    ga: rightLines / found.length,
    fga: (2 * rightGroups) / (foundGroups.size + trueGroups.size),
    found: foundGroups.size,
    true: trueGroups.size,
  };
}

function groupRows(names: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  names.forEach((name, row) => {
    const rows = groups.get(name);
    if (rows) {
      rows.push(row);
    } else {
      groups.set(name, [row]);
    }
  });
  return groups;
}
