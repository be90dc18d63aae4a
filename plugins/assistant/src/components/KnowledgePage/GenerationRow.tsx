import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { Age } from '../Age';

const useStyles = makeStyles(
  theme => ({
    active: {
      color: theme.palette.primary.main,
      fontWeight: 500,
    },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
    },
    failed: { color: theme.palette.error.main },
  }),
  { name: 'AssistantGenerationRow' },
);

/** Who or what began a build: a person by name, the rest in words. */
function Trigger(props: { trigger: string }) {
  const { trigger } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  if (trigger === 'schedule' || trigger === 'startup' || trigger === 'api') {
    return <>{t(`trigger.${trigger}`)}</>;
  }
  return /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(trigger) ? (
    <EntityRefLink entityRef={trigger} hideIcon disableTooltip />
  ) : (
    <>{trigger}</>
  );
}

/** One generation: when, by whom, what changed, whether it passed, and the way to it. */
export function GenerationRow(props: {
  generation: Generation;
  active: boolean;
  busy: boolean;
  onUse?(generation: number): void;
}) {
  const { generation, active, busy, onUse } = props;
  const { state, changes, gate, embedded, failure } = generation;
  const number = generation.generation;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const failedChecks = gate.filter(({ passed }) => !passed);
  const usable = !active && (state === 'ready' || state === 'retired');
  return (
    <TableRow selected={active}>
      <TableCell scope="row" component="th">
        {number}
      </TableCell>
      <TableCell>
        <span className={active ? classes.active : undefined}>
          {t(`generationState.${active ? 'active' : state}`)}
        </span>
        {failure && <div className={classes.failed}>{failure}</div>}
        {embedded < 1 && (
          <div className={classes.soft}>
            {t('knowledge.embedded', {
              percent: String(Math.floor(embedded * 100)),
            })}
          </div>
        )}
      </TableCell>
      <TableCell>
        <Age at={generation.builtAt} />
      </TableCell>
      <TableCell>
        <Trigger trigger={generation.trigger} />
      </TableCell>
      <TableCell>
        {t('knowledge.documentCount', { count: generation.documents })}
      </TableCell>
      <TableCell>
        {t('knowledge.changeCounts', {
          added: String(changes.added),
          changed: String(changes.changed),
          removed: String(changes.removed),
        })}
      </TableCell>
      <TableCell>
        {gate.length === 0 && t('knowledge.gateNone')}
        {gate.length > 0 && failedChecks.length === 0 && (
          <span title={gate.map(c => `${c.check}: ${c.detail}`).join('\n')}>
            {t('knowledge.gatePassed')}
          </span>
        )}
        {failedChecks.length > 0 && (
          <span className={classes.failed}>
            {t('knowledge.gateFailed', {
              checks: failedChecks
                .map(({ check, detail }) => `${check} (${detail})`)
                .join(', '),
            })}
          </span>
        )}
      </TableCell>
      {onUse && (
        <TableCell>
          {usable && (
            <Button
              size="small"
              variant="outlined"
              disabled={busy}
              aria-label={t('knowledge.useName', { number: String(number) })}
              onClick={() => onUse(number)}
            >
              {t('knowledge.use')}
            </Button>
          )}
        </TableCell>
      )}
    </TableRow>
  );
}
