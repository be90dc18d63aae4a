import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import type { NamedEntity } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { ChoiceChip } from './ChoiceChip';

export type ScopeChipProps = {
  /** Entity that was chosen or came with a link; without it the scope is what the reader owns. */
  entityRef?: string;
  /** The page is about that entity: nothing else can be chosen. */
  fixed?: boolean;
  owned: NamedEntity[];
  /** Entities that the last answer was about, which a follow-up question goes on with. */
  conversation: NamedEntity[];
  onChange(entityRef: string | undefined): void;
};

/** What the next question is about. */
export function ScopeChip(props: ScopeChipProps) {
  const { entityRef, fixed, owned, conversation, onChange } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  // the hook wants a reference; its words are used only when there is one
  const { primaryTitle } = useEntityPresentation(
    entityRef ?? 'component:default/none',
  );
  const known = [...owned, ...conversation].find(
    e => e.entityRef === entityRef,
  );
  const names = conversation.map(e => e.title).join(', ');
  let scope: string = t('scope.owned');
  if (entityRef) {
    scope = known?.title ?? primaryTitle;
  } else if (names) {
    scope = t('scope.conversation', { names });
  }
  const others = [...conversation, ...owned].filter(
    (entity, index, all) =>
      all.findIndex(e => e.entityRef === entity.entityRef) === index,
  );
  const choices = [
    {
      key: '',
      label: names ? t('scope.conversation', { names }) : t('scope.ownedLong'),
      onChoose: () => onChange(undefined),
    },
    ...others.map(entity => ({
      key: entity.entityRef,
      label: entity.title,
      onChoose: () => onChange(entity.entityRef),
    })),
  ];
  return (
    <ChoiceChip
      value={scope}
      name={t('scope.chip', { scope })}
      menuLabel={t('scope.menu')}
      chosen={entityRef !== undefined}
      choices={fixed ? [] : choices}
    />
  );
}
