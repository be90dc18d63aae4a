import type { Theme } from '@material-ui/core/styles';

const DASHES = [undefined, '6 3', '2 3', '8 3 2 3'];

/** One accent colour; further lines differ by their dashes, which the colour-blind see as well. */
export function lineStyle(theme: Theme, index: number) {
  return {
    stroke:
      index === 0 ? theme.palette.primary.main : theme.palette.text.secondary,
    strokeDasharray: DASHES[index % DASHES.length],
  };
}
