import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MappingReport as Mapping } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId } from 'react';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 500,
      margin: theme.spacing(2, 0, 0.5),
    },
    list: {
      listStyle: 'none',
      margin: theme.spacing(0.5, 0),
      maxHeight: 280,
      overflowY: 'auto',
      padding: 0,
    },
    item: { padding: theme.spacing(0.5, 0) },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(13),
    },
    name: { overflowWrap: 'anywhere' },
    rule: {
      alignItems: 'center',
      background: theme.palette.action.hover,
      borderRadius: theme.shape.borderRadius,
      display: 'flex',
      justifyContent: 'space-between',
      paddingLeft: theme.spacing(1),
    },
    copy: { flexShrink: 0 },
    code: {
      background: 'none',
      color: 'inherit',
      flex: 1,
      fontSize: theme.typography.pxToRem(13),
      minWidth: 0,
      overflowWrap: 'anywhere',
      padding: 0,
    },
  }),
  { name: 'AssistantMappingReport' },
);

const RULES = {
  annotation: 'annotation',
  label: 'label',
  name: 'name',
  'namespace-owner': 'namespaceOwner',
  config: 'config',
} as const;

const isRule = (rule: string): rule is keyof typeof RULES => rule in RULES;

/** What was found to belong to which entity, and what would tell the rest. */
export function MappingReport(props: { mapping: Mapping }) {
  const { mapped, byRule, unmapped } = props.mapping;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const headingId = useId();
  const number = new Intl.NumberFormat(tag);
  const rules = Object.entries(byRule).map(([rule, count]) => {
    const words = isRule(rule) ? t(`mappingRule.${RULES[rule]}`) : rule;
    return `${number.format(count)} ${words}`;
  });
  const summary = [t('telemetry.mapped', { count: mapped }), rules.join(', ')];
  return (
    <section aria-labelledby={headingId}>
      <Typography id={headingId} component="h3" className={classes.heading}>
        {t('telemetry.mapping')}
      </Typography>
      <Typography variant="body2">
        {summary.filter(Boolean).join(': ')}.
      </Typography>
      <Typography variant="body2">
        {unmapped.length > 0
          ? t('telemetry.unmapped', { count: unmapped.length })
          : t('telemetry.allMapped')}
      </Typography>
      {unmapped.length > 0 && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
        <ul className={classes.list} tabIndex={0} aria-labelledby={headingId}>
          {unmapped.map(({ workload, records, suggestion }) => (
            <li key={workload} className={classes.item}>
              <span className={classes.name}>{workload}</span>{' '}
              <span className={classes.soft}>
                {t('telemetry.records', {
                  count: records,
                  number: number.format(records),
                })}
              </span>
              <div className={classes.rule}>
                <code className={classes.code}>{suggestion}</code>
                <CopyButton
                  text={() => suggestion}
                  className={classes.copy}
                  name={t('telemetry.unmappedName', { workload })}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
