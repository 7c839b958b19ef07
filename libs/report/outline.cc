#include "libs/report/outline.h"

#include "absl/strings/str_cat.h"
#include "libs/report/measures.h"
#include "libs/report/text_string.h"

namespace creditproof::report {
namespace {

// The first and the last of those right below somebody, and how many.
struct Kids {
  int first = 0;
  int last = 0;
  int count = 0;

  void Add(int number) {
    if (count++ == 0) first = number;
    last = number;
  }
  std::string Entries() const {
    if (count == 0) return "";
    return absl::StrCat("/First ", Ref(first), "/Last ", Ref(last));
  }
};

struct Item {
  int parent;
  int previous;  // 0: none
  int next = 0;
  Kids kids;
};

// Those of depth 1 stay closed: /Count counts what is seen.
Part ItemObject(const Bookmark& bookmark, const Item& item, int page) {
  const double top = (kSheetHeight - bookmark.top) * kPointsPerMillimetre;
  std::string entries = absl::StrCat(
      "<</Title", TextString(bookmark.title), "/Parent ", Ref(item.parent),
      "/Dest[", Ref(page), "/XYZ 0 ", static_cast<int>(top + 1), " null]");
  if (item.previous != 0)
    absl::StrAppend(&entries, "/Prev ", Ref(item.previous));
  if (item.next != 0) absl::StrAppend(&entries, "/Next ", Ref(item.next));
  if (item.kids.count != 0) {
    absl::StrAppend(&entries, item.kids.Entries(), "/Count -", item.kids.count);
  }
  return {entries + ">>", absl::nullopt};
}

}  // namespace

int AddOutline(ObjectBytes& objects, const std::vector<Bookmark>& bookmarks,
               const std::vector<int>& pages) {
  const int outline = objects.Reserve();
  const int first = objects.next();
  Kids sections;
  std::vector<Item> items;
  const auto at = [&](int number) -> Item& {
    return items[static_cast<std::size_t>(number - first)];
  };
  for (const Bookmark& bookmark : bookmarks) {
    const int number = objects.Reserve();
    const int parent = bookmark.depth == 0 ? outline : sections.last;
    Kids& siblings = bookmark.depth == 0 ? sections : at(parent).kids;
    const int previous = siblings.last;
    siblings.Add(number);
    if (previous != 0) at(previous).next = number;
    items.push_back({parent, previous, 0, {}});
  }
  objects.Write(outline, {absl::StrCat("<</Type/Outlines", sections.Entries(),
                                       "/Count ", sections.count, ">>"),
                          absl::nullopt});
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto page = static_cast<std::size_t>(bookmarks[i].page) - 1;
    objects.Write(first + static_cast<int>(i),
                  ItemObject(bookmarks[i], items[i], pages[page]));
  }
  return outline;
}

}  // namespace creditproof::report
