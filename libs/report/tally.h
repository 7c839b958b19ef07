// What the marks and records of a report add up to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/report/facts.h"
#include "libs/report/sentence.h"

namespace creditproof::report {

struct Tally {
  int clear = 0;
  int not_asked = 0;
  std::vector<std::size_t> with_records;  // indices in the catalogue
  std::vector<std::size_t> no_data;       // likewise

  int records = 0;
  int repaired = 0;
  struct OfKind {
    std::string kind;
    int records;
  };
  std::vector<OfKind> outside_by_kind;  // the areas
  int outside = 0;
};
Tally Count(const Facts& facts);

// What the sentences may speak of (docs/formats/template.md), but for names and
// facts of the subject.
Situation SituationOf(const Tally& tally);

}  // namespace creditproof::report
