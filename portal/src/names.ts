// Names of the catalogue's values, in the language of the page.
import { Area, PenaltyKind, RecordKind, Scenario } from 'virtual:catalogue';
import type { Named } from '../catalogue_plugin';
import { spoken } from './words';

function nameIn(list: Named[], value: string | number | undefined): string {
  const found = list.find((n) => n.value === value || n.number === value);
  return found ? found[spoken()] : '';
}

export const areaName = (value?: string | number) => nameIn(Area, value);
export const scenarioName = (value?: string) => nameIn(Scenario, value);
export const recordKindName = (value?: string | number) =>
  nameIn(RecordKind, value);
export const penaltyKindName = (value: string) => nameIn(PenaltyKind, value);
