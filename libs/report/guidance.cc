#include "libs/report/guidance.h"

#include <algorithm>
#include <string>
#include <utility>

#include "libs/report/page_words.h"

namespace creditproof::report {
namespace {

// The rows of a report have numbers of so many digits at most; a credit code,
// which may be on a line of its own, has more.
constexpr std::size_t kMostRowDigits = 3;

bool IsRowNumber(absl::string_view text) {
  return !text.empty() && text.size() <= kMostRowDigits &&
         text.find_first_not_of("0123456789") == absl::string_view::npos;
}

std::string WithoutDigits(absl::string_view text) {
  std::string rest(text);
  rest.erase(std::remove_if(rest.begin(), rest.end(),
                            [](char c) { return c >= '0' && c <= '9'; }),
             rest.end());
  return rest;
}

}  // namespace

bool IsGuidance(absl::string_view run, const Template& drawn,
                bool lists_records) {
  const v1::SheetLayout& sheet = drawn.sheet();
  if (run == sheet.turn_over() || run == sheet.end() ||
      run == sheet.end_of_page()) {
    return true;
  }
  if (!lists_records) return false;
  const v1::RecordsBlock& block = drawn.records();
  const std::string words = WithoutDigits(run);
  return run == block.continued() || IsRowNumber(run) ||
         words == WithoutDigits(RangeLine(block, 1, 1, 2)) ||
         words == WithoutDigits(RangeLine(block, 1, 1, 1));
}

// Of the foot, whatever the page: guidance is taken without its digits, too.
Problems MistakableWords(const Template& drawn) {
  const v1::SheetLayout& sheet = drawn.sheet();
  Template plain = drawn;
  for (std::string* const text :
       {plain.mutable_sheet()->mutable_turn_over(),
        plain.mutable_sheet()->mutable_end(),
        plain.mutable_sheet()->mutable_end_of_page()}) {
    *text = WithoutDigits(*text);
  }
  Problems problems;
  for (const auto& [field, text] :
       {std::pair("sheet.number_label", sheet.number_label()),
        std::pair("sheet.foot", WithoutDigits(FootLine(drawn, 1, 2)))}) {
    if (!IsGuidance(text, drawn, drawn.has_records()) &&
        !IsGuidance(text, plain, drawn.has_records())) {
      continue;
    }
    problems.push_back(
        {field,
         "says the same as sheet.turn_over, sheet.end, sheet.end_of_page, "
         "records.continued or records.range, or is a number: whoever reads a "
         "page back could not tell them apart, word one of them otherwise"});
  }
  return problems;
}

}  // namespace creditproof::report
