#include "libs/report/front_structure.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/places.h"
#include "libs/report/record_forms.h"
#include "libs/report/record_row.h"
#include "libs/report/text_string.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kRowHead = "/A<</O/Table/Scope/Row>>";
constexpr absl::string_view kColumnHead = "/A<</O/Table/Scope/Column>>";
constexpr absl::string_view kLongValue = "/A<</O/Table/ColSpan 3>>";

class Builder {
 public:
  Builder(const Template& drawn, const FormStreams& forms, int first,
          const ContentStream& last_page, bool is_preview)
      : drawn_(drawn),
        forms_(forms),
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
    if (drawn_.has_records()) AddRecords();
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

  void AddTables() {
    int row = 0;
    for (const auto* rows :
         {&drawn_.table().subject(), &drawn_.table().application()}) {
      const int table = built_.Add(document_, "Table");
      for (const v1::TableRow& fields : *rows) {
        AddRow(table, Form(form::Row(row++)), fields);
      }
    }
  }

  // A value alone in its row spans the columns of a second label and value.
  void AddRow(int table, const ContentStream& labels, const v1::TableRow& row) {
    const int element = built_.Add(table, "TR");
    int label = content::kLabels;
    for (const v1::TableField& field : row.fields()) {
      built_.AddLeaf(element, "TH", labels, label++, kRowHead);
      built_.AddLeaf(element, "TD", page_, CellContent(field.fact()),
                     row.fields_size() == 1 ? kLongValue : "");
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
    for (int i = 0; i < drawn_.notice().notices_size(); ++i) {
      const int item = built_.Add(list, "LI");
      const int label = content::kNotices + 2 * i;
      built_.AddLeaf(item, "Lbl", notices, label);
      built_.AddLeaf(item, "LBody", notices, label + 1);
    }
  }

  void AddQr() {
    built_.AddLeaf(
        document_, "Figure", last_, content::kQr,
        absl::StrCat("/Alt", TextString(drawn_.verify().qr_alternative()),
                     "/A ", Ref(reserved::kQrPlace)));
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

  const Template& drawn_;
  const FormStreams& forms_;
  const bool is_preview_;
  const ContentStream page_;
  const ContentStream last_;
  Structure built_;
  const int document_;
  int records_table_ = 0;
};

}  // namespace

Front FrontStructure(const Template& drawn, const FormStreams& forms, int first,
                     const ContentStream& last_page, bool is_preview) {
  return Builder(drawn, forms, first, last_page, is_preview).Build();
}

}  // namespace creditproof::report
