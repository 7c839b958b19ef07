// The enumerations of catalogue.proto (catalogue_plugin.ts).
declare module 'virtual:catalogue' {
  import type { Named } from '../catalogue_plugin';
  export const Area: Named[];
  export const Scenario: Named[];
  export const RecordKind: Named[];
  export const PenaltyKind: Named[];
}
