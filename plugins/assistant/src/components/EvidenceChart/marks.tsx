import { alpha, useTheme } from '@material-ui/core/styles';
import { useEvidence } from '../../hooks/useSourceHighlight';
import { toneColor } from './tones';

/** Half of the width that reacts to the pointer. */
const REACH = 8;

/** A change: a violet line with what changed above it. */
export function ChangeMark(props: {
  x: number;
  top: number;
  bottom: number;
  /** Whether the label fits at the right. */
  labelRight: boolean;
  label: string;
  evidenceId?: string;
}) {
  const { x, top, bottom, labelRight, label, evidenceId } = props;
  const theme = useTheme();
  const { highlighted, handlers } = useEvidence(evidenceId);
  const color = toneColor(theme, 'change');
  return (
    <g data-mark="change" data-highlighted={highlighted} {...pointer(handlers)}>
      <rect
        x={x - REACH}
        y={top}
        width={2 * REACH}
        height={bottom - top}
        fill="transparent"
      />
      <line
        x1={x}
        x2={x}
        y1={top}
        y2={bottom}
        stroke={color}
        strokeWidth={highlighted ? 3 : 1.5}
      />
      <text
        x={labelRight ? x + 4 : x - 4}
        y={top - 4}
        textAnchor={labelRight ? 'start' : 'end'}
        fill={color}
        fontSize={11}
        fontWeight={highlighted ? 700 : 500}
      >
        {label.length > 28 ? `${label.slice(0, 27)}…` : label}
      </text>
    </g>
  );
}

/** An event is a full dot, what is out of the ordinary a ring. */
export function DotMark(props: {
  x: number;
  y: number;
  kind: 'anomaly' | 'event';
  evidenceId?: string;
}) {
  const { x, y, kind, evidenceId } = props;
  const theme = useTheme();
  const { highlighted, handlers } = useEvidence(evidenceId);
  const color = toneColor(theme, 'broken');
  return (
    <g data-mark={kind} data-highlighted={highlighted} {...pointer(handlers)}>
      <circle
        cx={x}
        cy={y}
        r={REACH}
        fill={alpha(color, highlighted ? 0.3 : 0)}
      />
      <circle
        cx={x}
        cy={y}
        r={3.5}
        fill={kind === 'event' ? color : theme.palette.background.paper}
        stroke={color}
        strokeWidth={2}
      />
    </g>
  );
}

// the keyboard reaches the same things in the timeline, the list and the text
function pointer(handlers: { onMouseEnter(): void; onMouseLeave(): void }) {
  const { onMouseEnter, onMouseLeave } = handlers;
  return { onMouseEnter, onMouseLeave };
}
