// Whether a template's text can be filled in and drawn.
#pragma once

#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/faces.h"
#include "libs/report/problem.h"

namespace creditproof::report {

// Placeholders of `text` that are not `known`, and what would change what one
// says: a digit beside it, a brace that is not closed.
Problems WrongPlaceholders(const std::string& field, absl::string_view text,
                           const std::set<absl::string_view>& known);

// What cannot be drawn on one line, by any face.
Problems WrongCharacters(const std::string& field, absl::string_view text,
                         const Faces& faces);

// Whether there is a digit or a placeholder at that end: beside another they
// would be read as one number.
bool BeginsLikeFigure(absl::string_view text);
bool EndsLikeFigure(absl::string_view text);

}  // namespace creditproof::report
