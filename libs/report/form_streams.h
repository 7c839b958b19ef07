// How prefix and tail refer to each other's objects and contents.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
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

// Page 1 itself.
ContentStream FirstPage(const FormStreams& forms);

}  // namespace creditproof::report
