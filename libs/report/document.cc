#include "libs/report/document.h"

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/font_objects.h"
#include "libs/report/outline.h"
#include "libs/report/report_structure.h"

namespace creditproof::report {
namespace {

// Those whose numbers the prefix does not know are reserved here.
std::vector<int> ReservePages(ObjectBytes& objects, const Drawn& drawn) {
  std::vector<int> pages;
  for (std::size_t i = 0; i < drawn.pages.size(); ++i) {
    const bool lists_first = !drawn.records.empty() && i == drawn.front_pages();
    pages.push_back(i == 0        ? reserved::kFirstPage
                    : lists_first ? reserved::kRecordsPage
                                  : objects.Reserve());
  }
  return pages;
}

// Returns the tree's number.
int AddPages(ObjectBytes& objects, const Prefix& prefix, const Drawn& drawn,
             absl::string_view resources, const std::vector<int>& pages) {
  const int tree = objects.Reserve();
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int content =
        objects.Add(DeflatedStream("", drawn.pages[i], kQuickCompression));
    const bool signed_here = i == 0 && !drawn.is_preview;
    absl::StrAppend(&kids, kids.empty() ? "" : " ", Ref(pages[i]));
    objects.Write(
        pages[i],
        {absl::StrCat(
             "<</Type/Page/Parent ", Ref(tree),
             "/MediaBox[0 0 595.28 841.89]/Resources ", resources, "/Contents ",
             Ref(content), "/StructParents ",
             prefix.streams.page_key(static_cast<int>(i) + 1), "/Tabs/S",
             signed_here ? absl::StrCat("/Annots[", Ref(reserved::kField), "]")
                         : "",
             ">>"),
         absl::nullopt});
  }
  objects.Write(tree, {absl::StrCat("<</Type/Pages/Kids[", kids, "]/Count ",
                                    pages.size(), ">>"),
                       absl::nullopt});
  return tree;
}

}  // namespace

absl::StatusOr<std::string> AddFonts(ObjectBytes& objects, const Prefix& prefix,
                                     const FontSet& fonts,
                                     absl::string_view images) {
  const std::string entries = fonts.Resources(objects.next());
  ASSIGN_OR_RETURN(const std::vector<Part> parts,
                   fonts.Objects(objects.next()));
  for (const Part& part : parts) objects.Add(part);
  return absl::StrCat("<</Font<<", prefix.fonts, entries, ">>/XObject<<",
                      prefix.forms, images, ">>>>");
}

int AddDocument(ObjectBytes& objects, const Prefix& prefix, const Drawn& drawn,
                absl::string_view resources, absl::string_view entries) {
  if (!drawn.area_names.empty()) {
    const ContentStream names =
        prefix.streams.On(reserved::kFirstPage, form::kAreaNames);
    objects.Write(names.form, FormObject(drawn.area_names, prefix.resources,
                                         names.key, kQuickCompression));
  }
  const std::vector<int> pages = ReservePages(objects, drawn);
  AddStructure(objects, prefix, drawn, pages);
  const int tree = AddPages(objects, prefix, drawn, resources, pages);
  const std::string outline =
      pages.size() == 1
          ? ""
          : absl::StrCat("/Outlines ",
                         Ref(AddOutline(objects, drawn.bookmarks, pages)));
  return objects.Add(
      {absl::StrCat("<</Type/Catalog/Pages ", Ref(tree),
                    "/Lang(zh-CN)/MarkInfo<</Marked true>>/StructTreeRoot ",
                    Ref(reserved::kStructure), outline,
                    "/ViewerPreferences<</DisplayDocTitle true>>/Metadata ",
                    Ref(prefix.metadata), "/OutputIntents[",
                    Ref(prefix.output_intent), "]", entries, ">>"),
       absl::nullopt});
}

}  // namespace creditproof::report
