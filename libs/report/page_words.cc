#include "libs/report/page_words.h"

#include "absl/strings/str_cat.h"
#include "libs/report/sentence.h"

namespace creditproof::report {

std::string PageRange(int first, int last) {
  if (last < first) return "";
  return first == last ? absl::StrCat(first) : absl::StrCat(first, "至", last);
}

std::string RangeLine(const v1::RecordsBlock& block, std::size_t records,
                      std::size_t first, std::size_t last) {
  return Fill(block.range(),
              {{"records", absl::StrCat(records)},
               {"range", first == last ? absl::StrCat(first)
                                       : absl::StrCat(first, "—", last)}});
}

std::string FootLine(const Template& drawn, int page, int pages) {
  return Fill(drawn.sheet().foot(),
              {{"page", absl::StrCat(page)}, {"pages", absl::StrCat(pages)}});
}

}  // namespace creditproof::report
