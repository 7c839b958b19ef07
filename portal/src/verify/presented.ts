// What a person presents to be verified, and how the platform is asked.
import { post, upload } from '../api';
import type { VerifyAnswer } from '../types';

export type Presented =
  | { by: 'number'; number: string }
  | { by: 'qr'; text: string; fromPhoto: boolean }
  | { by: 'file'; file: File };

// What the services take.
export const MOST_FILE_BYTES = 5 * 1024 * 1024;

export function askPlatform(presented: Presented): Promise<VerifyAnswer> {
  switch (presented.by) {
    case 'number':
      return post('/v1/reports:verify', { reportNumber: presented.number });
    case 'qr':
      return post('/v1/reports:verify', {
        qrText: presented.text,
        fromPhoto: presented.fromPhoto || undefined,
      });
    case 'file':
      return upload('/v1/reports:verifyUpload', presented.file);
  }
}
