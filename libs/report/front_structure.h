// The structure of what every report of a template says, from the title to the
// verify block and the head of the table of records.
#pragma once

#include "libs/report/form_streams.h"
#include "libs/report/structure.h"
#include "libs/report/template.h"

namespace creditproof::report {

struct Front {
  Structure structure;
  int records_table = 0;  // still without rows; 0: none
};

// Of `drawn`, numbered from `first`. `last_page` shows notices and verify
// block: page 1 itself, or the next. A preview has neither QR code nor
// signature.
Front FrontStructure(const Template& drawn, const FormStreams& forms, int first,
                     const ContentStream& last_page, bool is_preview = false);

}  // namespace creditproof::report
