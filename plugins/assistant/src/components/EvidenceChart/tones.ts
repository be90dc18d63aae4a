import deepPurple from '@material-ui/core/colors/deepPurple';
import grey from '@material-ui/core/colors/grey';
import orange from '@material-ui/core/colors/orange';
import red from '@material-ui/core/colors/red';
import type { Theme } from '@material-ui/core/styles';

/** What a colour says in findings: red is broken now, violet a change, amber a victim, grey the rest. */
export type Tone = 'broken' | 'change' | 'victim' | 'calm';

/** The colour of a tone; each can be read as text on the paper of its theme, tinted by itself too. */
export function toneColor(theme: Theme, tone: Tone): string {
  const dark = theme.palette.type === 'dark';
  switch (tone) {
    case 'broken':
      return dark ? red[100] : red[800];
    case 'change':
      return dark ? deepPurple[100] : deepPurple[600];
    case 'victim':
      // no amber of the palette can be read on white
      return dark ? orange[300] : '#8a4b00';
    default:
      // the secondary text of the themes is too pale for a tinted ground
      return dark ? grey[300] : grey[700];
  }
}
