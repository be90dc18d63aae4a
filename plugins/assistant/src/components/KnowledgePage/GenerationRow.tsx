import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { Age } from '../Age';
import { toneColor } from '../EvidenceChart';

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
    failed: { color: toneColor(theme, 'broken') },
    narrow: { whiteSpace: 'nowrap', wordBreak: 'normal' },
    wide: { minWidth: 140, wordBreak: 'normal' },
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
  const id = generation.generation;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const number = new Intl.NumberFormat(tag);
  const failedChecks = gate.filter(({ passed }) => !passed);
  const usable = !active && (state === 'ready' || state === 'retired');
  return (
    <TableRow selected={active}>
      {/* the cell would call itself an ordinary one */}
      <TableCell
        scope="row"
        component="th"
        role="rowheader"
        className={classes.narrow}
      >
        {id}
      </TableCell>
      <TableCell className={classes.wide}>
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
      {onUse && (
        <TableCell className={classes.narrow}>
          {usable && (
            <PlainButton
              size="small"
              variant="outlined"
              disabled={busy}
              aria-label={t('knowledge.useName', { number: String(id) })}
              onClick={() => onUse(id)}
            >
              {t('knowledge.use')}
            </PlainButton>
          )}
        </TableCell>
      )}
      <TableCell className={classes.narrow}>
        <Age at={generation.builtAt} />
      </TableCell>
      <TableCell className={classes.narrow}>
        <Trigger trigger={generation.trigger} />
      </TableCell>
      <TableCell className={classes.narrow}>
        {number.format(generation.documents)}
      </TableCell>
      <TableCell className={classes.narrow}>
        {t('knowledge.changeCounts', {
          added: String(changes.added),
          changed: String(changes.changed),
          removed: String(changes.removed),
        })}
      </TableCell>
      <TableCell className={classes.wide}>
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
    </TableRow>
  );
}
