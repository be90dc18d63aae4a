import {
  DependencyGraph,
  DependencyGraphTypes,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CauseGraph as Graph } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useMemo } from 'react';
import { assistantTranslationRef } from '../../translation';
import { useHiddenStyles } from '../Announcer';
import { GraphNode, NODE_HEIGHT } from './GraphNode';
import { drawnGraph, tallestRank } from './graphShape';

const GAP = 10;
const MAX_HEIGHT = 320;

const useStyles = makeStyles(
  theme => ({ root: { margin: theme.spacing(0, 0, 2) } }),
  { name: 'AssistantCauseGraph' },
);

/** Who needs whom around the cause, left to right; each box opens the page of what it stands for. */
export function CauseGraph(props: { graph: Graph }) {
  const classes = useStyles();
  const { hidden } = useHiddenStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const headingId = useId();
  const graph = useMemo(() => drawnGraph(props.graph), [props.graph]);
  const titles = new Map(
    graph.nodes.map(({ id, title }) => [id, title || t('graph.withheld')]),
  );
  // known before it is laid out, so that what stands below does not jump
  const height = Math.min(
    MAX_HEIGHT,
    tallestRank(graph) * (NODE_HEIGHT + GAP) + 2 * GAP,
  );
  return (
    <section className={classes.root} aria-labelledby={headingId}>
      <Typography variant="subtitle2" component="h2" id={headingId}>
        {t('graph.heading')}
      </Typography>
      <div style={{ height }}>
        <DependencyGraph
          nodes={graph.nodes}
          edges={graph.edges}
          renderNode={({ node }) => <GraphNode node={node} />}
          direction={DependencyGraphTypes.Direction.LEFT_RIGHT}
          nodeMargin={GAP}
          rankMargin={20}
          paddingX={2}
          paddingY={GAP}
          fit="contain"
          zoom="disabled"
          allowFullscreen={false}
        />
      </div>
      <ul className={hidden}>
        {graph.nodes.map(({ id, role }) => (
          <li key={id}>
            {t('graph.node', {
              title: titles.get(id) ?? id,
              role: t(`graph.${role}`),
            })}
          </li>
        ))}
        {graph.edges.map(({ from, to }, index) => (
          <li key={index}>
            {t('graph.needs', {
              from: titles.get(from) ?? from,
              to: titles.get(to) ?? to,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
