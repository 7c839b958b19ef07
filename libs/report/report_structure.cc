#include "libs/report/report_structure.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "libs/report/measures.h"

namespace creditproof::report {
namespace {

ContentStream PageStream(const Prefix& prefix, const std::vector<int>& pages,
                         std::size_t index) {
  return {prefix.streams.page_key(static_cast<int>(index) + 1), pages[index]};
}

// A row that goes on on the next page stays one row.
void AddRows(Structure& structure, int table, const Prefix& prefix,
             const Drawn& drawn, const std::vector<int>& pages) {
  const int body = structure.Add(table, "TBody");
  std::array<int, kColumns> cells = {};
  for (std::size_t i = 0; i < drawn.records.size(); ++i) {
    const ContentStream stream =
        PageStream(prefix, pages, drawn.front_pages() + i);
    for (std::size_t j = 0; j < drawn.records[i].size(); ++j) {
      const RecordRow& row = drawn.records[i][j];
      if (row.IsStart()) {
        const int element = structure.Add(body, "TR");
        for (int& cell : cells) cell = structure.Add(element, "TD");
      }
      for (int column = 0; column < kColumns; ++column) {
        if (!row.Has(column)) continue;
        structure.Own(cells[static_cast<std::size_t>(column)], stream,
                      RowContent(j) + column);
      }
    }
  }
}

// Where a report has just one page it is the prefix's.
absl::optional<Front> OwnFront(const Prefix& prefix, const Drawn& drawn,
                               const std::vector<int>& pages, int next) {
  if (drawn.pages.size() == 1 && !drawn.is_preview) return absl::nullopt;
  Front front = FrontStructure(
      *prefix.drawn, prefix.streams, prefix.front->structure.Number(0),
      PageStream(prefix, pages, drawn.front_pages() - 1), drawn.is_preview);
  if (drawn.records.empty()) return front;
  front.structure.ContinueAt(next);
  AddRows(front.structure, front.records_table, prefix, drawn, pages);
  return front;
}

// A preview has some elements less than the prefix: these numbers are empty.
void WriteDifferences(ObjectBytes& objects, const Structure& fixed,
                      const Structure& own) {
  const int end = fixed.Number(0) + static_cast<int>(fixed.size());
  std::size_t i = 0;
  for (; i < own.size() && own.Number(i) < end; ++i) {
    const Part element = own.Element(i);
    if (fixed.Element(i).dictionary == element.dictionary) continue;
    objects.Write(own.Number(i), element);
  }
  for (std::size_t left = i; left < fixed.size(); ++left) {
    objects.Write(fixed.Number(left), {"null", absl::nullopt});
  }
  for (; i < own.size(); ++i) objects.Add(own.Element(i));
}

// The rectangle on the page (ISO 32000-1 14.8.5.4).
Part QrPlace(double left, double top) {
  const auto points = [](double millimetres) {
    return static_cast<int>(millimetres * kPointsPerMillimetre + 0.5);
  };
  return {absl::StrCat("<</O/Layout/Placement/Block/BBox[", points(left), " ",
                       points(kSheetHeight - top - kQrSide), " ",
                       points(left + kQrSide), " ", points(kSheetHeight - top),
                       "]>>"),
          absl::nullopt};
}

}  // namespace

void AddStructure(ObjectBytes& objects, const Prefix& prefix,
                  const Drawn& drawn, const std::vector<int>& pages) {
  const Structure& fixed = prefix.front->structure;
  const absl::optional<Front> own =
      OwnFront(prefix, drawn, pages, objects.next());
  const Structure& structure = own.has_value() ? own->structure : fixed;
  if (own.has_value()) WriteDifferences(objects, fixed, structure);
  const int first_key = prefix.streams.page_key(1);
  if (drawn.is_preview) {
    objects.Write(prefix.form_parents, structure.Parents(0, first_key));
  }
  objects.Write(reserved::kQrPlace,
                QrPlace(prefix.drawn->sheet().left(), drawn.qr_top));
  const int end_key = first_key + static_cast<int>(pages.size());
  const int page_parents = objects.Add(structure.Parents(first_key, end_key));
  objects.Write(
      reserved::kStructure,
      {absl::StrCat("<</Type/StructTreeRoot/K ", Ref(structure.Number(0)),
                    "/ParentTree<</Kids[", Ref(prefix.form_parents), " ",
                    Ref(page_parents), "]>>/ParentTreeNextKey ", end_key, ">>"),
       absl::nullopt});
}

}  // namespace creditproof::report
