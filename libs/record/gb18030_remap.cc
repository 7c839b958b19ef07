#include "libs/record/gb18030_remap.h"

#include <cstddef>
#include <iterator>

namespace creditproof::record {
namespace {

// U+E815 on, the characters of GB 18030 FE50 to FEA0 in order. GBK had all of
// them in private use; GB 18030-2000 moved most, 2005 gave U+20087 and the like
// their code points, 2022 the last eight (U+9FB4 to U+9FBB).
constexpr char32_t kIdeographs[] = {
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84, 0x3473, 0x3447, 0x2E88, 0x2E8B,
    0x9FB4, 0x359E,  0x361A,  0x360E,  0x2E8C, 0x2E97, 0x396E, 0x3918, 0x9FB5,
    0x39CF, 0x39DF,  0x3A73,  0x39D0,  0x9FB6, 0x9FB7, 0x3B4E, 0x3C6E, 0x3CE0,
    0x2EA7, 0x215D7, 0x9FB8,  0x2EAA,  0x4056, 0x415F, 0x2EAE, 0x4337, 0x2EB3,
    0x2EB6, 0x2EB7,  0x2298F, 0x43B1,  0x43AC, 0x2EBB, 0x43DD, 0x44D6, 0x4661,
    0x464C, 0x9FB9,  0x4723,  0x4729,  0x477C, 0x478D, 0x2ECA, 0x4947, 0x497A,
    0x497D, 0x4982,  0x4983,  0x4985,  0x4986, 0x499F, 0x499B, 0x49B7, 0x49B6,
    0x9FBA, 0x241FE, 0x4CA3,  0x4C9F,  0x4CA0, 0x4CA1, 0x4C77, 0x4CA2, 0x4D13,
    0x4D14, 0x4D15,  0x4D16,  0x4D17,  0x4D18, 0x4D19, 0x4DAE, 0x9FBB};
constexpr char32_t kFirstIdeograph = 0xE815;

// U+E78D on, the vertical forms of GB 18030 A6D9 to A6F3 (2022).
constexpr char32_t kVerticalForms[] = {0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14,
                                       0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
constexpr char32_t kFirstVerticalForm = 0xE78D;

constexpr char32_t kOldSmallM = 0xE7C7;  // GB 18030-2000 A8BC
constexpr char32_t kSmallM = 0x1E3F;     // the same since 2005

}  // namespace

char32_t StandardCharacter(char32_t value) {
  if (value < kFirstVerticalForm) return value;
  const std::size_t form = value - kFirstVerticalForm;
  if (form < std::size(kVerticalForms)) return kVerticalForms[form];
  if (value == kOldSmallM) return kSmallM;
  if (value < kFirstIdeograph) return value;
  const std::size_t ideograph = value - kFirstIdeograph;
  return ideograph < std::size(kIdeographs) ? kIdeographs[ideograph] : value;
}

}  // namespace creditproof::record
