// The areas: all at once, by group, or found by name.
import { Area } from 'virtual:catalogue';
import { useState } from 'preact/hooks';
import { areaName } from '../names';
import { useElder } from '../shell/elder';
import { t } from '../words';
import { ALL_AREAS, AREA_GROUPS, type AreaGroup } from './area_groups';
import { TriState } from './TriState';

interface Props {
  chosen: number[];
  choose: (areas: number[]) => void;
}

function stateOf(areas: number[], chosen: Set<number>): string {
  const count = areas.filter((area) => chosen.has(area)).length;
  if (count === areas.length)
    return t(`${areas.length} 个，全选`, `all ${areas.length}`);
  return t(`选了 ${count} / ${areas.length} 个`, `${count} of ${areas.length}`);
}

// In Chinese or English, whichever the reader types.
function matches(area: number, search: string): boolean {
  const { zh, en } = Area.find((n) => n.number === area)!;
  return `${zh} ${en}`.toLowerCase().includes(search.trim().toLowerCase());
}

interface GroupProps {
  group: AreaGroup;
  search: string;
  open: boolean;
  chosen: Set<number>;
  toggle: (areas: number[], on: boolean) => void;
}

function Group({ group, search, open, chosen, toggle }: GroupProps) {
  const shown = group.areas.filter((area) => matches(area, search));
  if (shown.length === 0) return null;
  return (
    <details open={open || search !== ''}>
      <summary>
        {group.name()}
        <span>{stateOf(group.areas, chosen)}</span>
      </summary>
      <div class="chk">
        {search === '' && (
          <TriState
            class="all"
            label={t('这一组全选', 'All of this group')}
            of={group.areas}
            chosen={chosen}
            toggle={toggle}
          />
        )}
        {shown.map((area) => (
          <label>
            <input
              type="checkbox"
              checked={chosen.has(area)}
              onChange={(event) => toggle([area], event.currentTarget.checked)}
            />
            {areaName(area)}
          </label>
        ))}
      </div>
    </details>
  );
}

export function AreaPicker({ chosen, choose }: Props) {
  const [search, setSearch] = useState('');
  const elder = useElder();
  const set = new Set(chosen);
  const toggle = (areas: number[], on: boolean) => {
    const next = new Set(set);
    for (const area of areas) on ? next.add(area) : next.delete(area);
    choose([...next].sort((a, b) => a - b));
  };
  const none = ALL_AREAS.every((area) => !matches(area, search));
  const some = chosen.length < ALL_AREAS.length;
  return (
    <div class={some ? 'areas some' : 'areas'}>
      <div class="bar">
        <TriState
          label={t('全部 50 个领域', 'All 50 areas')}
          of={ALL_AREAS}
          chosen={set}
          toggle={toggle}
        />
        <input
          type="search"
          aria-label={t('找领域', 'Find an area')}
          placeholder={t('找领域，如：消防', 'Find, such as: fire')}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {AREA_GROUPS.map((group) => (
        <Group
          group={group}
          search={search}
          open={elder}
          chosen={set}
          toggle={toggle}
        />
      ))}
      {none && (
        <p class="none" role="status">
          {t('没有叫这个名字的领域。', 'No area has this name.')}
        </p>
      )}
    </div>
  );
}
