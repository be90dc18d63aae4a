import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { assistantTranslationRef } from '../../translation';
import { ChoiceChip } from './ChoiceChip';

/** Which environment the next question is about; not shown while there is no choice. */
export function EnvironmentChip(props: {
  environment?: string;
  environments: string[];
  onChange(environment: string | undefined): void;
}) {
  const { environment, environments, onChange } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  if (environments.length < 2 && !environment) {
    return null;
  }
  const shown = environment ?? t('environment.any');
  return (
    <ChoiceChip
      value={shown}
      name={t('environment.chip', { environment: shown })}
      menuLabel={t('environment.menu')}
      chosen={environment !== undefined}
      choices={[
        {
          key: '',
          label: t('environment.any'),
          onChoose: () => onChange(undefined),
        },
        ...environments.map(name => ({
          key: name,
          label: name,
          onChoose: () => onChange(name),
        })),
      ]}
    />
  );
}
