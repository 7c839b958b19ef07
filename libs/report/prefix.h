// The start that every report of one installation and template shares: fonts of
// the fixed text, forms, metadata. PoDoFo reads each object and writes it, so
// that none can be malformed.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/report/file_writer.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/font_set.h"
#include "libs/report/front_structure.h"
#include "libs/report/part.h"

namespace creditproof::report {

struct Prefix {
  const Template* drawn;  // outlives this
  ObjectBytes objects;

  // What the tail refers to.
  std::string fonts;  // entries of a /Font dictionary
  std::string forms;  // entries of an /XObject dictionary
  int document_information;
  int metadata;
  int output_intent;
  int resources;  // of a form

  // The structure as it is when page 1 is the only one before records.
  FormStreams streams;
  absl::optional<Front> front;
  int form_parents;  // a node of the tree of parents: all keys before pages'
};

// The form XObject; `key` is that of its contents in the tree of parents, -1
// where it has none of its own.
Part FormObject(absl::string_view content, int resources, int key,
                int compression);

// Fails with INTERNAL.
absl::StatusOr<Prefix> BuildPrefix(const Template& drawn, const FontSet& fonts,
                                   const std::vector<FixedForm>& forms,
                                   absl::string_view title);

}  // namespace creditproof::report
