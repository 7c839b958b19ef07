// The pages by name, each loaded by itself.
import type { ComponentType } from 'preact';

export interface Page {
  title: () => string;
  description: () => string;
  Body: ComponentType;
}

export const pages: Record<string, () => Promise<Page>> = {
  index: () => import('./pages/index'),
  guide: () => import('./pages/guide'),
  apply: () => import('./pages/apply'),
  refused: () => import('./pages/refused'),
  reports: () => import('./pages/reports'),
  verify: () => import('./pages/verify'),
};
