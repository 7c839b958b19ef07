// The structure of what every report of a template says, from the title to the
// verify block and the head of the table of records.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/structure.h"

namespace creditproof::report {

// Objects of the tail that the prefix refers to: their numbers come first.
namespace reserved {
inline constexpr int kFirstPage = 1;
inline constexpr int kField = 2;  // the signature's
inline constexpr int kStructure = 3;
inline constexpr int kQrPlace = 4;  // an attribute of the QR code's element
inline constexpr int kEndOfClean = 5;
inline constexpr int kRecordsPage = 5;  // the first that lists records
inline constexpr int kEndOfRecords = 6;
}  // namespace reserved

// Forms by name: objects numbered from `first`, keys of the tree of parents
// from 0. Behind them come the keys of the signature's field and of the pages.
struct FormStreams {
  std::vector<std::string> names;
  int first;

  ContentStream On(int page, absl::string_view name) const;
  bool Has(absl::string_view name) const;

  int field_key() const { return static_cast<int>(names.size()); }
  int page_key(int page) const { return field_key() + page; }  // from 1
};

struct Front {
  Structure structure;
  int records_table = 0;  // still without rows; 0: none
};

// Numbered from `first`. `last_page` shows notices and verify block: page 1
// itself, or the next. A preview has neither QR code nor signature.
Front FrontStructure(const FormStreams& forms, int first,
                     const ContentStream& last_page, bool is_preview = false);

// Page 1 itself.
ContentStream FirstPage(const FormStreams& forms);

}  // namespace creditproof::report
