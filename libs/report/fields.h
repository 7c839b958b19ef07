// What a report says, field by field: as its pages show it, and as its data
// states it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/page_text.h"
#include "libs/report/template.h"

namespace creditproof::report {

struct Field {
  // Stable: where it stands in ReportData, such as `subject.name`,
  // `areas[7]` or `records[0].content` (both from 0), or what the page makes of
  // it: `headline`, `statement`, `legend`, `count_line`; `pages[0].edges`
  // (running head and foot).
  std::string id;

  std::string label;  // Chinese, such as 名称 or 第1条记录的日期
  std::string text;   // UTF-8
};

// Of a file in our shape that was read.
struct ShownFields {
  std::vector<Field> fields;  // in a page's order
  int front_pages = 0;        // before those that list records
  int pages = 0;

  // Whether the QR code on the page is that of the attached QR text.
  bool shows_qr_code = false;
};

// Here `drawn` is the template of the file or the data. Null where it is not
// known: then these are the fields that every template shows, in the same
// words.

// Fails with INVALID_ARGUMENT when the file is not in our shape, or was drawn
// by a template whose pages do not say what stands where (before clean-2 and
// records-2). Time and memory are bounded, whatever the bytes are.
// `start`, where it is not null, begins the file.
absl::StatusOr<ShownFields> ReadShownFields(absl::string_view pdf,
                                            const Template* drawn,
                                            const SharedStart* start = nullptr);

// The same of pages that were read already; whether they show the QR code is
// for the caller to say.
absl::StatusOr<ShownFields> SortFields(const std::vector<PageText>& pages,
                                       const Template* drawn);

// What pages of `data` show, where they are as many as those of `shown`. Fails
// with INVALID_ARGUMENT when `data` is no report of `drawn`, or so many pages
// would name its subject in more than 4 MiB.
absl::StatusOr<std::vector<Field>> StatedFields(const v1::ReportData& data,
                                                const ShownFields& shown,
                                                const Template* drawn);

// Whether both say the same. Blanks do not count: lines break at them, and they
// are then not drawn.
bool SameText(absl::string_view one, absl::string_view other);

// OK when the pages show each field as `data` states it and nothing more, and
// the QR code of the attached text. Fails with FAILED_PRECONDITION, naming the
// first field that differs, or as ReadShownFields and StatedFields do.
absl::Status CheckShown(absl::string_view pdf, const v1::ReportData& data,
                        const Template* drawn,
                        const SharedStart* start = nullptr);

// The same of what no template words: also where `drawn` was edited since it
// drew the file. A value that its pages do not show where `drawn` has it does
// not count.
absl::Status CheckFacts(absl::string_view pdf, const v1::ReportData& data,
                        const Template* drawn);

// As CheckShown, of fields that were read already.
absl::Status CheckFields(const ShownFields& shown, const v1::ReportData& data,
                         const Template* drawn);

}  // namespace creditproof::report
