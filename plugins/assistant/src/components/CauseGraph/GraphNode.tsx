import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { CauseGraph } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { toneColor } from '../EvidenceChart';

export const NODE_WIDTH = 90;
export const NODE_HEIGHT = 34;

const useStyles = makeStyles(
  theme => {
    const box = (color: string, weight: number) => ({
      background: `linear-gradient(${alpha(color, 0.1)}, ${alpha(
        color,
        0.1,
      )}), ${theme.palette.background.paper}`,
      border: `${weight}px solid ${color}`,
      color,
      '& a, & a:hover': { color },
    });
    const grey = toneColor(theme, 'calm');
    return {
      root: {
        alignItems: 'center',
        borderRadius: theme.shape.borderRadius,
        boxSizing: 'border-box',
        display: 'flex',
        fontSize: theme.typography.pxToRem(12),
        height: NODE_HEIGHT,
        justifyContent: 'center',
        lineHeight: 1.15,
        padding: theme.spacing(0, 0.5),
        textAlign: 'center',
        width: NODE_WIDTH,
        '& > *': {
          display: '-webkit-box',
          overflow: 'hidden',
          overflowWrap: 'anywhere',
          '-webkit-box-orient': 'vertical',
          '-webkit-line-clamp': 2,
        },
      },
      cause: { ...box(toneColor(theme, 'broken'), 2), fontWeight: 500 },
      victim: box(toneColor(theme, 'victim'), 1),
      healthy: box(grey, 1),
      withheld: { ...box(grey, 1), borderStyle: 'dashed' },
    };
  },
  { name: 'AssistantGraphNode' },
);

/** A thing in the graph: a link to its page, where it has one that the reader may open. */
export function GraphNode(props: { node: CauseGraph['nodes'][number] }) {
  const { title, role, entityRef } = props.node;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const shown = role === 'withheld' && !title ? t('graph.withheld') : title;
  const name = t('graph.node', { title: shown, role: t(`graph.${role}`) });
  return (
    <foreignObject width={NODE_WIDTH} height={NODE_HEIGHT}>
      <div
        className={`${classes.root} ${classes[role]}`}
        data-role={role}
        title={name}
      >
        {entityRef && role !== 'withheld' ? (
          <EntityRefLink
            entityRef={entityRef}
            hideIcon
            disableTooltip
            aria-label={name}
          >
            {shown}
          </EntityRefLink>
        ) : (
          <span>{shown}</span>
        )}
      </div>
    </foreignObject>
  );
}
