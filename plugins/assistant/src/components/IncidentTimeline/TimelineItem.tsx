import { alpha, makeStyles } from '@material-ui/core/styles';
import { type KeyboardEvent, type Ref } from 'react';
import { useEvidence } from '../../hooks/useSourceHighlight';
import { type Tone, toneColor } from '../EvidenceChart';
import type { PlacedItem } from './timelineItems';

/** A moment is drawn this wide; a span at least so. */
const MIN_WIDTH = 7;

const useStyles = makeStyles(
  theme => {
    const mark = (tone: Tone) => ({
      '& > span': { background: toneColor(theme, tone) },
    });
    return {
      item: {
        background: 'none',
        border: 0,
        cursor: 'default',
        height: 22,
        margin: `0 0 0 -${MIN_WIDTH / 2}px`,
        minWidth: MIN_WIDTH,
        padding: 0,
        position: 'absolute',
        top: 0,
        '& > span': {
          borderRadius: 2,
          display: 'block',
          height: 10,
          margin: '6px 0',
        },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
        },
      },
      moment: {
        '& > span': { borderRadius: '50%', height: 7, margin: '7.5px 0' },
      },
      highlighted: {
        '& > span': {
          boxShadow: `0 0 0 4px ${alpha(theme.palette.primary.main, 0.45)}`,
        },
      },
      broken: mark('broken'),
      change: mark('change'),
      victim: mark('victim'),
      calm: {
        ...mark('calm'),
        '& > span': { background: theme.palette.text.disabled },
      },
    };
  },
  { name: 'AssistantTimelineItem' },
);

/** One thing that happened. */
export function TimelineItem(props: {
  item: PlacedItem;
  name: string;
  /** Changes are dots, as they take no time. */
  round: boolean;
  elementRef: Ref<HTMLButtonElement>;
  tabIndex: number;
  onKeyDown(event: KeyboardEvent): void;
  /** Touched, or not any more. */
  onTouch(touched: boolean): void;
}) {
  const { item, name, round, elementRef, tabIndex, onKeyDown, onTouch } = props;
  const classes = useStyles();
  const { highlighted, handlers } = useEvidence(item.evidenceId);
  const on = () => {
    onTouch(true);
    handlers.onFocus();
  };
  const off = () => {
    onTouch(false);
    handlers.onBlur();
  };
  return (
    <button
      ref={elementRef}
      type="button"
      aria-label={name}
      aria-current={highlighted ? 'true' : undefined}
      tabIndex={tabIndex}
      data-tone={item.tone}
      className={`${classes.item} ${round ? classes.moment : ''} ${
        classes[item.tone]
      } ${highlighted ? classes.highlighted : ''}`}
      style={{
        left: `${item.start * 100}%`,
        width: `calc(${item.length * 100}% + ${MIN_WIDTH}px)`,
      }}
      onKeyDown={onKeyDown}
      onFocus={on}
      onBlur={off}
      onMouseEnter={on}
      onMouseLeave={off}
    >
      <span />
    </button>
  );
}
