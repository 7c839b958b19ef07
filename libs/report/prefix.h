// The start that every report of one installation and template shares: fonts of
// the fixed text, forms, metadata. PoDoFo reads each object and writes it, so
// that none can be malformed.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/report/file_writer.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/font_set.h"

namespace creditproof::report {

struct Prefix {
  ObjectBytes objects;

  // What the tail refers to.
  std::string fonts;  // entries of a /Font dictionary
  std::string forms;  // entries of an /XObject dictionary
  int document_information;
  int metadata;
  int output_intent;
};

// Fails with INTERNAL.
absl::StatusOr<Prefix> BuildPrefix(const FontSet& fonts,
                                   const std::vector<FixedForm>& forms,
                                   absl::string_view title);

}  // namespace creditproof::report
