// Reads catalogue.proto and gives its enumerations to the pages, so that areas,
// scenarios and the rest have no second list here.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

export interface Named {
  // The value's name in JSON, such as AREA_TAXATION.
  value: string;
  number: number;
  zh: string;
  en: string;
}

const PROTO = new URL(
  '../proto/creditproof/record/v1/catalogue.proto',
  import.meta.url,
);
const ENUMS = ['Area', 'Scenario', 'RecordKind', 'PenaltyKind'] as const;

function english(value: string, prefix: string): string {
  const words = value.slice(prefix.length).toLowerCase().replaceAll('_', ' ');
  return (words[0]!.toUpperCase() + words.slice(1)).replace(
    'chinese',
    'Chinese',
  );
}

// The values of an enum but for the first, which means nothing; the Chinese
// name is what the comment before a value starts with.
export function readEnum(name: string): Named[] {
  const proto = readFileSync(PROTO, 'utf8');
  const body = proto.split(`enum ${name} {`)[1]!.split('\n}')[0]!;
  const prefix = name.replace(/(?<!^)[A-Z]/g, '_$&').toUpperCase() + '_';
  const values = body.matchAll(
    /\/\/ (\p{Script=Han}+)[^\n]*\n(?:\s*\/\/[^\n]*\n)*\s*([A-Z_]+) = (\d+);/gu,
  );
  return [...values].map(([, zh, value, number]) => ({
    value: value!,
    number: Number(number),
    zh: zh!,
    en: english(value!, prefix),
  }));
}

const ID = 'virtual:catalogue';

export function catalogue(): Plugin {
  return {
    name: 'catalogue',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) =>
      id === `\0${ID}`
        ? ENUMS.map(
            (name) =>
              `export const ${name} = ${JSON.stringify(readEnum(name))};`,
          ).join('\n')
        : null,
  };
}
