#include "libs/report/front_structure.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "libs/report/contents.h"
#include "libs/report/record_forms.h"
#include "libs/report/record_row.h"
#include "libs/report/text_string.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kRowHead = "/A<</O/Table/Scope/Row>>";
constexpr absl::string_view kColumnHead = "/A<</O/Table/Scope/Column>>";
constexpr absl::string_view kLongValue = "/A<</O/Table/ColSpan 3>>";
constexpr absl::string_view kQrAlternative =
    "核验二维码：用手机扫描，可核验本报告；也可按下列报告编号核验。";
constexpr int kSubjectRows = 5;
constexpr int kNoticeCount = 4;

class Builder {
 public:
  Builder(const FormStreams& forms, int first, const ContentStream& last_page,
          bool is_preview)
      : forms_(forms),
        is_preview_(is_preview),
        page_(FirstPage(forms)),
        last_(last_page),
        built_(first),
        document_(built_.Add(reserved::kStructure, "Document")) {}

  Front Build() {
    built_.AddLeaf(document_, "H1", Form(form::kFrame), content::kHeading);
    AddTables();
    AddConclusion();
    AddGrid();
    AddNotices();
    AddVerify();
    if (forms_.Has(form::kRecordsHead)) AddRecords();
    if (!is_preview_) AddField();
    return {std::move(built_), records_table_};
  }

 private:
  ContentStream Form(absl::string_view name) const {
    return forms_.On(page_.page, name);
  }

  void AddHeading(const ContentStream& stream) {
    built_.AddLeaf(document_, "H2", stream, content::kHeading);
  }

  // A long value spans the columns of the second label and its value.
  void AddTables() {
    int table = 0;
    int cell = content::kCells;
    for (int i = 0; i < static_cast<int>(std::size(form::kRows)); ++i) {
      if (i == 0 || i == kSubjectRows) table = built_.Add(document_, "Table");
      const int row = built_.Add(table, "TR");
      const ContentStream labels = Form(form::kRows[i]);
      const bool is_long = i == 0 || i == kSubjectRows - 1;
      built_.AddLeaf(row, "TH", labels, content::kLabels, kRowHead);
      built_.AddLeaf(row, "TD", page_, cell++, is_long ? kLongValue : "");
      if (is_long) continue;
      built_.AddLeaf(row, "TH", labels, content::kLabels + 1, kRowHead);
      built_.AddLeaf(row, "TD", page_, cell++);
    }
  }

  void AddConclusion() {
    AddHeading(Form(form::kPanel));
    built_.AddLeaf(document_, "P", page_, content::kHeadline);
    built_.AddLeaf(document_, "P", page_, content::kStatement);
  }

  // Items without bodies: these would be 50 elements more in each file.
  void AddGrid() {
    AddHeading(Form(form::kGrid));
    built_.AddLeaf(document_, "P", page_, content::kLegend);
    const int list = built_.Add(document_, "L");
    const ContentStream names = Form(form::kAreaNames);
    const int areas = static_cast<int>(record::AllAreas().size());
    for (int i = 0; i < areas; ++i) {
      const int item =
          built_.AddLeaf(list, "LI", names, content::kAreaNames + i);
      built_.Own(item, page_, content::kAreas + i);
    }
    built_.AddLeaf(document_, "P", page_, content::kCount);
  }

  void AddNotices() {
    const ContentStream notices = forms_.On(last_.page, form::kNotices);
    AddHeading(notices);
    const int list =
        built_.Add(document_, "L", "/A<</O/List/ListNumbering/Decimal>>");
    for (int i = 0; i < kNoticeCount; ++i) {
      const int item = built_.Add(list, "LI");
      const int label = content::kNotices + 2 * i;
      built_.AddLeaf(item, "Lbl", notices, label);
      built_.AddLeaf(item, "LBody", notices, label + 1);
    }
  }

  void AddQr() {
    built_.AddLeaf(document_, "Figure", last_, content::kQr,
                   absl::StrCat("/Alt", TextString(kQrAlternative), "/A ",
                                Ref(reserved::kQrPlace)));
  }

  void AddVerify() {
    const ContentStream verify = forms_.On(last_.page, form::kVerify);
    AddHeading(verify);
    if (!is_preview_) AddQr();
    built_.AddLeaf(document_, "P", verify, content::kHints);
    const int hint =
        built_.AddLeaf(document_, "P", verify, content::kHints + 1);
    built_.Own(hint, last_, content::kNumber);
    built_.AddLeaf(document_, "P", verify, content::kIssuer);
    built_.AddLeaf(document_, "P", last_, content::kIssueTime);
    built_.AddLeaf(document_, "P", last_, content::kDataTime);
    built_.AddLeaf(document_, "P", verify, content::kRemark);
  }

  void AddField() {
    const int field = built_.Add(document_, "Form");
    built_.OwnAnnotation(field, reserved::kFirstPage, reserved::kField,
                         forms_.field_key());
  }

  void AddRecords() {
    const ContentStream head =
        forms_.On(reserved::kRecordsPage, form::kRecordsHead);
    AddHeading(head);
    records_table_ = built_.Add(document_, "Table");
    built_.AddLeaf(records_table_, "Caption",
                   {last_.key + 1, reserved::kRecordsPage}, content::kCaption);
    const int row = built_.Add(built_.Add(records_table_, "THead"), "TR");
    for (int i = 0; i < kColumns; ++i) {
      built_.AddLeaf(row, "TH", head, content::kColumns + i, kColumnHead);
    }
  }

  const FormStreams& forms_;
  const bool is_preview_;
  const ContentStream page_;
  const ContentStream last_;
  Structure built_;
  const int document_;
  int records_table_ = 0;
};

std::size_t IndexOf(const std::vector<std::string>& names,
                    absl::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                  names.begin());
}

}  // namespace

ContentStream FormStreams::On(int page, absl::string_view name) const {
  const int index = static_cast<int>(IndexOf(names, name));
  return {index, page, first + index};
}

bool FormStreams::Has(absl::string_view name) const {
  return IndexOf(names, name) < names.size();
}

ContentStream FirstPage(const FormStreams& forms) {
  return {forms.page_key(1), reserved::kFirstPage};
}

Front FrontStructure(const FormStreams& forms, int first,
                     const ContentStream& last_page, bool is_preview) {
  return Builder(forms, first, last_page, is_preview).Build();
}

}  // namespace creditproof::report
