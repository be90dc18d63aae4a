import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { GenerationRow } from './GenerationRow';

const useStyles = makeStyles(
  { head: { wordBreak: 'normal' } },
  { name: 'AssistantGenerationsTable' },
);

/** All generations that are kept, the newest first. */
export function GenerationsTable(props: {
  generations: Generation[];
  active?: number;
  busy: boolean;
  /** Absent where the reader may not switch. */
  onUse?(generation: number): void;
}) {
  const { generations, active, busy, onUse } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  if (generations.length === 0) {
    return <Typography variant="body2">{t('knowledge.none')}</Typography>;
  }
  const newestFirst = [...generations].sort(
    (a, b) => b.generation - a.generation,
  );
  const columns = [
    t('knowledge.number'),
    t('knowledge.state'),
    ...(onUse ? [t('knowledge.actions')] : []),
    t('knowledge.built'),
    t('knowledge.by'),
    t('knowledge.contents'),
    t('knowledge.changes'),
    t('knowledge.gate'),
  ];
  return (
    // a region that scrolls has to be reachable by keyboard
    <TableContainer
      component={Paper}
      variant="outlined"
      tabIndex={0}
      role="region"
      aria-label={t('knowledge.tableLabel')}
    >
      <Table size="small" aria-label={t('knowledge.tableLabel')}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column} scope="col" className={classes.head}>
                {column}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {newestFirst.map(generation => (
            <GenerationRow
              key={generation.generation}
              generation={generation}
              active={generation.generation === active}
              busy={busy}
              onUse={onUse}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
