import { SidebarItem } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { assistantTranslationRef } from '@smart-assistant/backstage-plugin-assistant';

/** An item of a page. Titles of pages are fixed when the app starts; ours follows the language at once. */
export function NavItem(item: NavContentNavItem) {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { icon, href, title, node } = item;
  const text = node.spec.id === 'page:assistant' ? t('page.title') : title;
  return <SidebarItem icon={() => icon} to={href} text={text} />;
}
