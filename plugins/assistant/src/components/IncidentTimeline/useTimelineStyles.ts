import { makeStyles } from '@material-ui/core/styles';
import { toneColor } from '../EvidenceChart';

const LABEL_WIDTH = 84;

export const useTimelineStyles = makeStyles(
  theme => ({
    root: {
      fontSize: theme.typography.pxToRem(12),
      margin: theme.spacing(0, 0, 2),
    },
    axis: { position: 'relative' },
    lane: {
      display: 'grid',
      gridTemplateColumns: `${LABEL_WIDTH}px minmax(0, 1fr)`,
    },
    label: {
      color: theme.palette.text.secondary,
      lineHeight: '22px',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    track: {
      backgroundImage: `linear-gradient(${theme.palette.divider}, ${theme.palette.divider})`,
      backgroundPosition: 'center',
      backgroundRepeat: 'no-repeat',
      backgroundSize: '100% 1px',
      height: 22,
      listStyle: 'none',
      margin: theme.spacing(0, 1, 0, 0.5),
      padding: 0,
      position: 'relative',
    },
    changeTrack: {
      bottom: 0,
      left: LABEL_WIDTH,
      margin: theme.spacing(0, 1, 0, 0.5),
      pointerEvents: 'none',
      position: 'absolute',
      right: 0,
      top: 0,
    },
    change: {
      borderLeft: `1px dashed ${toneColor(theme, 'change')}`,
      bottom: 0,
      position: 'absolute',
      top: 0,
    },
    ends: {
      color: theme.palette.text.secondary,
      display: 'flex',
      justifyContent: 'space-between',
      margin: theme.spacing(0, 1, 0, `${LABEL_WIDTH + 4}px`),
    },
    // room for two lines, so that nothing below moves when a mark is touched
    words: {
      color: theme.palette.text.secondary,
      minHeight: '3em',
      margin: theme.spacing(0.5, 0, 0),
      overflowWrap: 'anywhere',
    },
    read: { color: theme.palette.text.primary },
  }),
  { name: 'AssistantIncidentTimeline' },
);
