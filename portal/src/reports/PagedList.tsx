// A section with a list that comes page by page.
import type { ComponentChildren } from 'preact';
import { ProblemNote } from '../parts/ProblemNote';
import { t } from '../words';
import type { Paged } from './pages';

interface Props<T> {
  id: string;
  title: string;
  none: string;
  paged: Paged<T>;
  children: (item: T) => ComponentChildren;
}

export function PagedList<T>(props: Props<T>) {
  const { id, title, none, paged, children } = props;
  const { items, problem, more, again } = paged;
  return (
    <section class="sec2" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!items && !problem && (
        <p class="busy" role="status">
          {t('正在取…', 'Loading…')}
        </p>
      )}
      {items?.length === 0 && <p class="mut">{none}</p>}
      {items && items.length > 0 && (
        <ul class="items">{items.map(children)}</ul>
      )}
      {more && (
        <button type="button" class="btn sec" onClick={more}>
          {t('再看一些', 'Show more')}
        </button>
      )}
    </section>
  );
}
