// Whether another program wrote a file of ours anew.
#pragma once

#include "absl/strings/string_view.h"

namespace creditproof::report {

// Of a file that carries marks of ours (Scan::Verdict::kAltered): true when it
// has the header or the objects of another writer, so that nothing stands where
// we put it. What somebody appended to, or changed in place, is not resaved.
bool IsResaved(absl::string_view pdf);

}  // namespace creditproof::report
