#include "libs/pdfa/content.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/pdfa/lexer.h"
#include "libs/pdfa/operators.h"
#include "libs/pdfa/pages.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr int kDeepestSaved = 28;
constexpr int kDeepestForm = 8;

enum class Scope { kNone, kArtifact, kContent };

// Reads one stream; those of forms on it by others.
class Reader {
 public:
  Reader(const File& file, int page, int form, const Value& resources,
         Contents& contents, Findings& findings)
      : file_(file),
        page_(page),
        form_(form),
        resources_(file.Follow(resources)),
        contents_(contents),
        findings_(findings) {}

  void Read(const std::string& bytes, Scope outer, int depth) {
    depth_ = depth;
    scopes_ = {outer};
    Lexer lexer(bytes);
    std::vector<Value> operands;
    for (Token token = lexer.Next(); token.kind != Token::Kind::kEnd;
         token = lexer.Next()) {
      if (token.kind == Token::Kind::kMalformed) {
        return Add(rule::kOperators, "malformed");
      }
      if (token.kind == Token::Kind::kValue) {
        operands.push_back(std::move(token.value));
        continue;
      }
      Obey(token.keyword, operands);
      operands.clear();
    }
    if (saved_ != 0 || scopes_.size() != 1) Add(rule::kOperators, "unpaired");
  }

 private:
  void Add(const Rule& rule, absl::string_view what) {
    findings_.Add(rule, absl::StrCat("page object ", page_, ", form ", form_,
                                     ": ", what));
  }

  Scope scope() const { return scopes_.back(); }

  void Obey(const std::string& op, const std::vector<Value>& operands) {
    if (!IsOperator(op)) return Add(rule::kOperators, op);
    if (op == "q" && ++saved_ > kDeepestSaved) Add(rule::kOperators, "q");
    if (op == "Q" && --saved_ < 0) Add(rule::kOperators, "Q");
    if (op == "k" || op == "K") Add(rule::kColour, op);
    if (op == "gs") Add(rule::kTransparency, op);
    if (op == "BDC" || op == "BMC") return Open(operands);
    if (op == "EMC") return Close();
    if (Paints(op) && scope() == Scope::kNone) Add(rule::kMarked, op);
    if (operands.empty()) return;
    if (op == "cs" || op == "CS") CheckColourSpace(operands[0]);
    if (op == "Tf") SelectFont(operands[0]);
    if (op == "Do") Draw(operands[0]);
    if (op == "Tj" || op == "'" || op == "\"") Show(operands.back());
    if (op != "TJ") return;
    for (const Value& item : operands[0].items) Show(item);
  }

  void Open(const std::vector<Value>& operands) {
    Scope inner = scope();
    if (!operands.empty() && operands[0].IsName("Artifact")) {
      if (scope() == Scope::kContent) Add(rule::kMarked, "artifact in content");
      inner = Scope::kArtifact;
    }
    const Value mcid = operands.size() == 2 ? operands[1]["MCID"] : Value();
    if (mcid.Is(Kind::kNumber)) {
      if (scope() != Scope::kNone) {
        Add(rule::kMarked, absl::StrCat("content ", mcid.integer(), " within"));
      }
      ++contents_.drawn[{page_, form_, mcid.integer()}];
      inner = Scope::kContent;
    }
    scopes_.push_back(inner);
  }

  void Close() {
    if (scopes_.size() == 1) return Add(rule::kOperators, "EMC");
    scopes_.pop_back();
  }

  void CheckColourSpace(const Value& space) {
    if (space.IsName("DeviceRGB") || space.IsName("DeviceGray")) return;
    Add(rule::kColour, space.text);
  }

  const Value& Resource(absl::string_view kind, const Value& name) {
    const Value& found = file_.Follow(resources_[kind])[name.text];
    if (found.IsNull()) Add(rule::kResources, name.text);
    return found;
  }

  void SelectFont(const Value& name) {
    font_ = Resource("Font", name).integer();
  }

  void Show(const Value& shown) {
    if (!shown.Is(Kind::kString)) return;
    const std::string& text = shown.text;
    if (text.size() % 2 != 0) Add(rule::kOperators, "half a code");
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
      const auto high = static_cast<unsigned char>(text[i]);
      const auto low = static_cast<unsigned char>(text[i + 1]);
      contents_.codes[font_].insert(high * 256U + low);
    }
  }

  void Draw(const Value& name) {
    const Value& reference = Resource("XObject", name);
    const Value& drawn = file_.Follow(reference);
    if (drawn["Subtype"].IsName("Image")) {
      if (scope() == Scope::kNone) Add(rule::kMarked, name.text);
      return;
    }
    const auto bytes = file_.Bytes(drawn);
    if (!drawn["Subtype"].IsName("Form") || !bytes.has_value() ||
        depth_ == kDeepestForm) {
      return Add(rule::kXObjects, name.text);
    }
    Reader(file_, page_, reference.integer(), drawn["Resources"], contents_,
           findings_)
        .Read(*bytes, scope(), depth_ + 1);
  }

  const File& file_;
  const int page_;
  const int form_;
  const Value& resources_;
  Contents& contents_;
  Findings& findings_;

  std::vector<Scope> scopes_;
  int depth_ = 0;
  int saved_ = 0;
  int font_ = 0;
};

void CheckXObject(const Value& object, const std::string& where,
                  Findings& findings) {
  if (object["Subtype"].IsName("PS")) findings.Add(rule::kXObjects, where);
  for (const char* const key : {"OPI", "Ref", "PS", "Alternates", "Subtype2"}) {
    if (!object[key].IsNull()) findings.Add(rule::kXObjects, where);
  }
  if (object["Interpolate"].IsTrue()) findings.Add(rule::kXObjects, where);
  if (!object["SMask"].IsNull() || !object["Group"].IsNull()) {
    findings.Add(rule::kTransparency, where);
  }
}

}  // namespace

Contents ReadContents(const File& file, Findings& findings) {
  Contents contents;
  for (const auto& [number, object] : file.objects()) {
    if (!object["Type"].IsName("XObject") && !object["Type"].IsName("Page")) {
      continue;
    }
    CheckXObject(object, absl::StrCat("object ", number), findings);
  }
  for (const int number : Pages(file)) {
    const Value& page = file.objects().at(number);
    const auto bytes = file.Bytes(page["Contents"]);
    if (!bytes.has_value()) continue;
    Reader(file, number, 0, page["Resources"], contents, findings)
        .Read(*bytes, Scope::kNone, 0);
  }
  return contents;
}

}  // namespace creditproof::pdfa
