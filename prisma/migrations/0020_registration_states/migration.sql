-- By themselves: a value of an enum can be used only once its migration is committed.
ALTER TYPE "registration_status" ADD VALUE 'pending';
ALTER TYPE "registration_status" ADD VALUE 'offered';
