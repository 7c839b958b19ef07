#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/status_macros.h"
#include "libs/report/attachment.h"
#include "libs/report/contents.h"
#include "libs/report/fields.h"
#include "libs/report/guidance.h"
#include "libs/report/page_text.h"
#include "libs/report/places.h"
#include "libs/report/printed.h"
#include "libs/report/qr_image.h"
#include "libs/report/record_form_names.h"

namespace creditproof::report {
namespace {

void SkipBlanks(absl::string_view& text) {
  constexpr absl::string_view kWide = "　";
  while (true) {
    text.remove_prefix(
        std::min(text.size(), text.find_first_not_of(" \t\n\r")));
    if (!absl::ConsumePrefix(&text, kWide)) return;
  }
}

bool Places(const PageText& page, absl::string_view form) {
  return std::any_of(
      page.contents.begin(), page.contents.end(),
      [form](const PageContent& content) { return content.placed == form; });
}

bool ListsRecords(const PageText& page) {
  return Places(page, form::kRecordsHead) ||
         Places(page, form::kRecordsHeadAgain);
}

absl::string_view StateShownBy(absl::string_view form) {
  for (const v1::ListedRecord::State state :
       {v1::ListedRecord::STATE_EFFECTIVE, v1::ListedRecord::STATE_REPAIRED,
        v1::ListedRecord::STATE_OBJECTED, v1::ListedRecord::STATE_REMOVED}) {
    if (form == StateForm(state)) return StateName(state);
  }
  return "";
}

using Row = std::array<std::string, kRecordColumnCount>;

// 500 records, some of which go on on the next page.
constexpr std::size_t kMostRows = 4000;

// Puts what pages draw where it belongs.
class Sorter {
 public:
  explicit Sorter(const Template* drawn)
      : drawn_(drawn), places_(FrontPlaces(drawn)) {
    for (const Place& place : places_) by_place_[place.content];
  }

  void AddFront(const PageText& page) {
    std::string edges;
    for (const PageContent& content : page.contents) {
      const auto place = by_place_.find(content.mcid);
      if (place != by_place_.end()) {
        place->second.text += content.run;
        place->second.last_run = content.run;
      } else {
        AddToEdges(content.run, false, edges);
      }
    }
    edges_.push_back(std::move(edges));
    ++front_pages_;
  }

  absl::Status AddRecords(const PageText& page) {
    std::map<int, Row> rows;
    std::string edges;
    for (const PageContent& content : page.contents) {
      if (content.mcid >= content::kRows) {
        const int at = content.mcid - content::kRows;
        std::string& cell =
            rows[at / kRecordColumnCount]
                [static_cast<std::size_t>(at % kRecordColumnCount)];
        absl::StrAppend(&cell, content.run, StateShownBy(content.placed));
      } else {
        AddToEdges(content.run, true, edges);
      }
    }
    rows_ += rows.size();
    if (rows_ > kMostRows) {
      return absl::InvalidArgumentError("more rows than a report lists");
    }
    for (const auto& [index, row] : rows) AddRow(row);
    edges_.push_back(std::move(edges));
    return absl::OkStatus();
  }

  ShownFields Take() && {
    ShownFields shown;
    for (const Place& place : places_) {
      shown.fields.push_back({std::string(place.id), std::string(place.label),
                              Value(place.content)});
    }
    for (std::size_t i = 0; i < records_.size(); ++i) {
      for (const RecordField& column : kRecordFields) {
        shown.fields.push_back(
            {RecordFieldId(i, column), RecordFieldLabel(i, column),
             records_[i][static_cast<std::size_t>(column.column)]});
      }
    }
    for (std::size_t i = 0; drawn_ != nullptr && i < edges_.size(); ++i) {
      shown.fields.push_back({EdgesId(i), EdgesLabel(i), edges_[i]});
    }
    shown.front_pages = front_pages_;
    shown.pages = static_cast<int>(edges_.size());
    return shown;
  }

 private:
  // One without a number goes on with the record before it.
  void AddRow(const Row& row) {
    if (!row[0].empty() || records_.empty()) {
      records_.push_back(row);
      return;
    }
    for (std::size_t i = 0; i < row.size(); ++i) records_.back()[i] += row[i];
  }

  void AddToEdges(const std::string& run, bool lists_records,
                  std::string& edges) const {
    if (drawn_ != nullptr && IsGuidance(run, *drawn_, lists_records)) return;
    edges += run;
  }

  // Times stand behind their labels.
  std::string Value(int content) const {
    const Placed& placed = by_place_.at(content);
    const bool labelled =
        content == content::kIssueTime || content == content::kDataTime;
    if (!labelled) return placed.text;
    if (drawn_ == nullptr) return placed.last_run;
    const std::string& label = content == content::kIssueTime
                                   ? drawn_->verify().issue_time_label()
                                   : drawn_->verify().data_time_label();
    return std::string(absl::StripPrefix(placed.text, label));
  }

  struct Placed {
    std::string text;
    std::string last_run;
  };

  const Template* const drawn_;
  const std::vector<Place> places_;
  std::map<int, Placed> by_place_;
  std::vector<Row> records_;
  std::size_t rows_ = 0;
  std::vector<std::string> edges_;
  int front_pages_ = 0;
};

// Whether some page places the QR code of the attached text.
bool ShowsQrOf(const FileObjects& objects, const std::vector<PageText>& pages,
               absl::string_view qr_text) {
  const absl::StatusOr<qr::Matrix> drawn = qr::Encode(qr_text);
  return drawn.ok() &&
         std::any_of(pages.begin(), pages.end(), [&](const PageText& page) {
           return Places(page, kQrImageName) &&
                  IsQrImage(objects, page.qr_image, *drawn);
         });
}

bool HasPlaces(const std::vector<PageText>& pages) {
  return std::any_of(pages.begin(), pages.end(), [](const PageText& page) {
    return std::any_of(page.contents.begin(), page.contents.end(),
                       [](const PageContent& c) { return c.mcid >= 0; });
  });
}

}  // namespace

bool SameText(absl::string_view one, absl::string_view other) {
  if (one == other) return true;
  while (true) {
    SkipBlanks(one);
    SkipBlanks(other);
    if (one.empty() || other.empty()) return one.empty() && other.empty();
    if (one[0] != other[0]) return false;
    one.remove_prefix(1);
    other.remove_prefix(1);
  }
}

absl::StatusOr<ShownFields> SortFields(const std::vector<PageText>& pages,
                                       const Template* drawn) {
  if (!HasPlaces(pages)) {
    return absl::InvalidArgumentError("pages do not say what stands where");
  }
  Sorter sorter(drawn);
  bool front = true;
  for (const PageText& page : pages) {
    front = front && !ListsRecords(page);
    if (front) {
      sorter.AddFront(page);
    } else {
      RETURN_IF_ERROR(sorter.AddRecords(page));
    }
  }
  return std::move(sorter).Take();
}

absl::StatusOr<ShownFields> ReadShownFields(absl::string_view pdf,
                                            const Template* drawn,
                                            const SharedStart* start) {
  const auto attachment = FindAttachment(pdf);
  if (!attachment.has_value()) {
    return absl::InvalidArgumentError("no data of a report attached");
  }
  ASSIGN_OR_RETURN(const FileObjects objects, FileObjects::Find(pdf));
  ASSIGN_OR_RETURN(const std::vector<PageText> pages,
                   ReadPageTexts(objects, start));
  ASSIGN_OR_RETURN(ShownFields shown, SortFields(pages, drawn));
  shown.shows_qr_code = ShowsQrOf(objects, pages, attachment->qr_text);
  return shown;
}

}  // namespace creditproof::report
