#include "libs/pdfa/operators.h"

#include <algorithm>

namespace creditproof::pdfa {
namespace {

// Without inline images, shadings and compatibility sections: files of the kind
// that is meant have none.
constexpr absl::string_view kPainting[] = {
    "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\""};
constexpr absl::string_view kOthers[] = {
    "q",  "Q",  "cm", "w",  "J",   "j",   "M",   "d",   "ri", "i",  "gs",
    "m",  "l",  "c",  "v",  "y",   "h",   "re",  "n",   "W",  "W*", "BT",
    "ET", "Tc", "Tw", "Tz", "TL",  "Tf",  "Tr",  "Ts",  "Td", "TD", "Tm",
    "T*", "CS", "cs", "SC", "sc",  "G",   "g",   "SCN", "RG", "rg", "K",
    "k",  "Do", "MP", "DP", "BMC", "BDC", "EMC", "scn"};

template <typename Words>
bool Has(const Words& words, absl::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

bool IsOperator(absl::string_view word) {
  return Has(kPainting, word) || Has(kOthers, word);
}

bool Paints(absl::string_view op) { return Has(kPainting, op); }

}  // namespace creditproof::pdfa
