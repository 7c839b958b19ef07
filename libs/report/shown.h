// What the pages of a file show, for facts to be looked up in.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "libs/report/page_text.h"

namespace creditproof::report {

// Blanks do not count: lines break at them, and they are then not drawn.
class Shown {
 public:
  explicit Shown(const std::vector<PageText>& pages);

  // Whether runs in their order, others between them, make up `text`: its
  // lines, the last of them perhaps on the next page.
  bool Has(absl::string_view text) const;

  // Whether `text` stands among others.
  bool HasWithin(absl::string_view text) const;

  // The runs that are a sign of the grid, in the order drawn.
  std::vector<absl::string_view> Signs() const;

  // How often a form is placed.
  int Placed(absl::string_view form) const;

 private:
  std::vector<std::string> runs_;
  absl::flat_hash_set<std::string> distinct_;  // of them
  std::string all_;                            // of them
  std::vector<std::string> placed_;
};

}  // namespace creditproof::report
